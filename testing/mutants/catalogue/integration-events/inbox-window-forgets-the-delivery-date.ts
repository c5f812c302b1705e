import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The window is measured from the delivery date of a replay.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      date: deliveryDateOf(event),\n',
  replace: '      date: event.time,\n',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/window.test.ts',
    name: "is measured from the delivery date that a replay has, and by no date that isn't one",
  },
})

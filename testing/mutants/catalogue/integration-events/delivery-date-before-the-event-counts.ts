import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The date of a delivery is never before the time of its event.',
  file: 'packages/integration-events/src/event/delivery-date.ts',
  search: 'Math.max(time, date)',
  replace: 'date',
  killedBy: {
    test: 'packages/integration-events/test/event/delivery-date.test.ts',
    name: "the date of a delivery > is the event's time where the delivery date is earlier",
  },
})

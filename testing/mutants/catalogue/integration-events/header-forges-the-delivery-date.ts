import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No publisher sets the delivery date of an event.',
  file: 'packages/integration-events/src/event/event-headers.ts',
  search: '  deliveryDateHeader,\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'are checked, and headers.deliverydate is named',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery date is said of a delivery, and what is stored stays as it is.',
  file: 'packages/integration-events/src/event/delivery-date.ts',
  search: '{ ...event.headers, [deliveryDateHeader]: new Date(date).toISOString() }',
  replace: 'Object.assign(event.headers, { [deliveryDateHeader]: new Date(date).toISOString() })',
  killedBy: {
    test: 'packages/integration-events/test/event/delivery-date.test.ts',
    name: 'an event with a delivery date > is another object: what was stored stays as it is',
  },
})

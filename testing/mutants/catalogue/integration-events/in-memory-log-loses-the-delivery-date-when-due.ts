import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that is due again keeps the delivery date of its replay.',
  file: 'packages/integration-events/src/in-memory/in-memory-tables.ts',
  search: 'alone: false, deliveryDate }',
  replace: 'alone: false, deliveryDate: deliveryDate && null }',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > the delivery date of a replay stays, whatever becomes of the event',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The delivery date of a replay outlives a retry.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: '        deliveryDate,\n',
  replace: '        deliveryDate: deliveryDate && null,\n',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > the delivery date of a replay stays, whatever becomes of the event',
  },
})

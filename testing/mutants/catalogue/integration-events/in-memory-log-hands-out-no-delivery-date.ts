import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event is handed out with its delivery date.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: 'withDeliveryDate(restore(stored), deliveryDate)',
  replace: 'withDeliveryDate(restore(stored), deliveryDate && null)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a replayed event carries the time of its replay as its delivery date',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A call has at most maxBatchSize events.',
  file: 'packages/integration-events/src/delivery/topic-lanes.ts',
  search: 'index === limits.events || bytes',
  replace: 'bytes',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > sends batches of one topic, at most maxBatchSize events each',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A call has at most maxBatchBytes of data.',
  file: 'packages/integration-events/src/delivery/topic-lanes.ts',
  search: ' || bytes > limits.bytes',
  replace: ' || limits.bytes < 0',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > sends at most maxBatchBytes in one call, and a larger event alone',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'After a full batch the next claim follows at once.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: "if (progress === 'full batch') return 0",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > claims at most retryBatchSize events at once, and at once again after a full batch',
  },
})

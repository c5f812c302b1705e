import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim asks for at most retryBatchSize events.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'Math.min(options.retryBatchSize, this.#listener.claimable())',
  replace: 'this.#listener.claimable()',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > claims at most retryBatchSize events at once, and at once again after a full batch',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Claims bring only what memory has room for.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'const limit = Math.min(options.retryBatchSize, this.#listener.claimable())',
  replace: 'const limit = options.retryBatchSize',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > claims only what memory has room for',
  },
})

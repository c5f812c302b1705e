import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Over a DaprClient, a call ends when its signal is aborted.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-route.ts',
  search: 'Promise.race([work, promise])',
  replace: 'work',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/publisher-contract.test.ts',
    name: 'the publisher, over a DaprClient > a call ends when its signal is aborted, and accepts nothing that was not answered',
  },
})

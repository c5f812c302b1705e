import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Without a client, the SDK is not loaded.',
  file: 'packages/integration-events-dapr/src/index.ts',
  search: "export { daprPublisher } from './publisher/dapr-publisher.ts'",
  replace: "import '@dapr/dapr'\nexport { daprPublisher } from './publisher/dapr-publisher.ts'",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/without-sdk.test.ts',
    name: 'a publisher without a client does not load the SDK',
  },
})

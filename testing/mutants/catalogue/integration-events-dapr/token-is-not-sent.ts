import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The API token is sent.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/sidecar.ts',
  search: "{ 'dapr-api-token': this.#apiToken }",
  replace: '{}',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is sent, over HTTP and by the client',
  },
})

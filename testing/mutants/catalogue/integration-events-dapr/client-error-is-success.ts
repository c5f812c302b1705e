import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Over a DaprClient, an event that the broker refused is not accepted.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-route.ts',
  search: 'return error === undefined ? ',
  replace: 'return error !== null ? ',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/publisher-contract.test.ts',
    name: 'the publisher, over a DaprClient > when the broker refuses every event, none is accepted',
  },
})

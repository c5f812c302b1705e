import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Over a DaprClient, the data arrive as they were sent.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-route.ts',
  search: "'application/cloudevents+json; charset=utf-8'",
  replace: "'application/cloudevents+json'",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/publisher-contract.test.ts',
    name: 'the publisher, over a DaprClient > data arrives as it was sent',
  },
})

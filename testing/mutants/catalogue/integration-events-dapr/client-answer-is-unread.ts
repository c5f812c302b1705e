import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Over a DaprClient, an answer means what it means over HTTP.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-failure.ts',
  search: 'if (answer !== undefined) return',
  replace: 'if (answer === null) return',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over a DaprClient > by an answer of 413 Request Entity Too Large is permanent',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Over a DaprClient, a component that is not there is an error at the start.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-route.ts',
  search: 'if (available.includes(pubsubName)) return',
  replace: 'if (available.length > 0) return',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'a start, over a DaprClient > names the component that is not there, and those that are',
  },
})

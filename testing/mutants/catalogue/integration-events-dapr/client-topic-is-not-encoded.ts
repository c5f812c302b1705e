import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A topic is named as it is, also over a DaprClient.',
  file: 'packages/integration-events-dapr/src/publisher/client/client-route.ts',
  search: 'isOverHttp ? encodeURIComponent : (name',
  replace: '!isOverHttp ? encodeURIComponent : (name',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'topics and components, over a DaprClient, > are named as they are: ü?x#y',
  },
})

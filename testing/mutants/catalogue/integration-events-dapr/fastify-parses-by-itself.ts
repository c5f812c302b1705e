import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Fastify leaves the bodies of deliveries alone.',
  file: 'packages/integration-events-dapr/src/subscription/adapters/fastify-adapter.ts',
  search: 'scope.removeAllContentTypeParsers()',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by Fastify > gives each event of a bulk its own status',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No delivery is answered 404, at which Dapr drops the event.',
  file: 'packages/integration-events-dapr/src/subscription/core/subscription-core.ts',
  search: 'if (!this.isOurs(path))',
  replace:
    'if (path !== subscribePath && !this.subscriptions().some(({ route }) => route === path))',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > answers for a topic without a handler by its policy, and never 404',
  },
})

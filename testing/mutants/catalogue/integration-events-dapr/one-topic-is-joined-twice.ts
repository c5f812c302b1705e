import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No topic of a component is of two subscriptions that are joined.',
  file: 'packages/integration-events-dapr/src/subscription/core/joined-calls.ts',
  search: 'if (twice === undefined) return all',
  replace: 'if (twice !== null) return all',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/components.test.ts',
    name: 'joined subscriptions > can not both have a topic of one component',
  },
})

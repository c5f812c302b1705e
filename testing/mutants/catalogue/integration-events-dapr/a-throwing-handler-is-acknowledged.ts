import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose handler throws is never acknowledged.',
  file: 'packages/integration-events-dapr/src/subscription/core/delivery-status.ts',
  search: "=== 'transient')) return 'RETRY'",
  replace: "=== 'transient')) return 'SUCCESS'",
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > never acknowledges for a handler that throws',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Data that do not fit the schema go to the dead letter topic.',
  file: 'packages/integration-events-dapr/src/subscription/core/delivery-status.ts',
  search: "=== 'permanent') ? 'DROP'",
  replace: "=== 'permanent') ? 'SUCCESS'",
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > drops data that do not fit the schema, with one line',
  },
})

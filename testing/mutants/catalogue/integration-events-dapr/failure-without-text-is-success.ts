import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An entry of a bulk call that failed is a failure, whatever Dapr says of it.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: "if (!failed.has(id)) return { status: 'accepted' }",
  replace: "if (failed.get(id) === undefined) return { status: 'accepted' }",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is a failure also where Dapr left its text out',
  },
})

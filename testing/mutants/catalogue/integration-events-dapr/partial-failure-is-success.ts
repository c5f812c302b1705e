import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Of a bulk call that failed in part, exactly those that arrived are accepted.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: "if (!failed.has(id)) return { status: 'accepted' }",
  replace: "if (failed.get(id) !== '') return { status: 'accepted' }",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is told exactly of a hundred, of which one arrived',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bulk call is never one message to a component named bulk.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: "['v1.0-alpha1/publish/bulk', 'v1.0/publish/bulk']",
  replace: "['v1.0/publish/bulk', 'v1.0-alpha1/publish/bulk']",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is right where a sidecar before 1.17 has a component named bulk',
  },
})

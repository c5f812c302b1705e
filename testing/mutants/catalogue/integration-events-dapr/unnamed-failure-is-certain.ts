import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Of a failed bulk call that names no event, each may have arrived.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: "status >= 500 ? { status: 'unknown', error: outcome.error } : outcome",
  replace: 'outcome',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is unknown when the call failed, and names none of them',
  },
})

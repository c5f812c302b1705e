import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bulk call that failed, and names none of its events, proves nothing.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: 'if (events.some(({ id }) => failed.has(id))) {',
  replace: 'if (failedEntries !== undefined) {',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is unknown when the failures that it tells of are none of ours: []',
  },
})

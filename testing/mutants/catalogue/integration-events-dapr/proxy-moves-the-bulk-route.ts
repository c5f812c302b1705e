import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A 404 of something before the sidecar does not change the bulk route for good.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: 'if (other.status === 404) return answer',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is asked for on the old route again after something else answered that nothing is there',
  },
})

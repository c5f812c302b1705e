import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'When a bulk call is refused as a whole, only the event to blame fails.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: "if (outcome.status === 'permanent' && status < 500) return undefined",
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is told of each alone when the call as a whole is refused',
  },
})

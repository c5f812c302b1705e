import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that the sidecar can not take is not tried again.',
  file: 'packages/integration-events-dapr/src/publisher/publish/outcome-of-answer.ts',
  search: "if (/stream too large|body size exceeds/i.test(detail)) return 'permanent'",
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over HTTP > by an answer of 500 stream too large is permanent',
  },
})

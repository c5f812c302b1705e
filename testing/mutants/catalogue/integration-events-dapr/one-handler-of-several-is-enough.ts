import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is delivered again if one of its handlers needs it.',
  file: 'packages/integration-events-dapr/src/subscription/core/delivery-status.ts',
  search: "verdicts.some(({ status }) => status === 'transient')",
  replace: "verdicts.every(({ status }) => status === 'transient')",
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/delivery-status.test.ts',
    name: "one status for several handlers > is RETRY for [ 'permanent', 'transient' ]",
  },
})

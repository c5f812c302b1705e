import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is sent again when the publisher wishes it.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: '{ retryAfter: wishOf(outcome) }',
  replace: '{ retryAfter: undefined }',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'wait for as long as the publisher wishes, whichever of two events is due first',
  },
})

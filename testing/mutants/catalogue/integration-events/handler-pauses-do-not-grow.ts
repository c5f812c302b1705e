import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The pauses of a handler double.',
  file: 'packages/integration-events/src/subscriber/handling/retry-policy.ts',
  search: 'retryAfter: backoff(attempt, pauses',
  replace: 'retryAfter: backoff(1, pauses',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'double from one failure to the next, up to the longest',
  },
})

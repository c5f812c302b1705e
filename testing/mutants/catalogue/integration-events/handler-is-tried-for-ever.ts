import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler is tried as often as it may.',
  file: 'packages/integration-events/src/subscriber/handling/retry-policy.ts',
  search: 'if (attempt >= maxAttempts)',
  replace: 'if (attempt > maxAttempts)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'is tried as often as it may, and then given up',
  },
})

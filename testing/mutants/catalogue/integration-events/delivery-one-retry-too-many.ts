import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'After maxRetryTimes retries an event is exhausted.',
  file: 'packages/integration-events/src/delivery/retry-decision.ts',
  search: 'return attempts >= 1 + options.maxRetryTimes',
  replace: 'return attempts > 1 + options.maxRetryTimes',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'retries > are 1 + localRetryTimes + maxRetryTimes sends, and then no more',
  },
})

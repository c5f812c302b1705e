import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is sent at most 1 + localRetryTimes + maxRetryTimes times.',
  file: 'packages/integration-events/src/delivery/retry-decision.ts',
  search: 'localRetries < options.localRetryTimes',
  replace: 'localRetries <= options.localRetryTimes',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'retries > are 1 + localRetryTimes + maxRetryTimes sends, and then no more',
  },
})

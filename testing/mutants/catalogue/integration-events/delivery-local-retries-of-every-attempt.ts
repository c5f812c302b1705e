import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Retries from memory belong to the first attempt only.',
  file: 'packages/integration-events/src/delivery/retry-decision.ts',
  search: 'if (attempts === 1 && !suspect',
  replace: 'if (!suspect',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'retries > are 1 + localRetryTimes + maxRetryTimes sends, and then no more',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A back-off is never shorter than stated.',
  file: 'packages/integration-events/src/delivery/backoff.ts',
  search: '* (1 + jitterSpan * random())',
  replace: '* (1 - jitterSpan * random())',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retry-decision.test.ts',
    name: 'a back-off > is never shorter than stated, and at most a quarter longer',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No wish of a publisher keeps an outcome from being written.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: 'Math.min(Math.max(0, retryAfter as number), longestWish)',
  replace: 'Math.max(0, retryAfter as number)',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'wait a year at most, so that any wish can be written',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What never answers holds up a virtual clock for its patience only.',
  file: 'packages/integration-events/src/testing/outside-answers.ts',
  search: 'if (end <= now) this',
  replace: 'if (end < 0) this',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > waits for what never answers for its patience only, and only once',
  },
})

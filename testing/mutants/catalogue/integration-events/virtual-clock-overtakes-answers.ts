import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'A virtual clock waits for answers from outside, so that no time limit is over while they are on their way.',
  file: 'packages/integration-events/src/testing/virtual-clock.ts',
  search: 'while (await this.#answers.next())',
  replace: 'while (false)',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > waits for answers from outside before time goes on',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An attempt that could not begin does not count.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      await this.#withdraw(event)\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > is not used up by units of work that could not begin',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The timeout holds for before-commit hooks too.',
  file: 'packages/uow/src/root-transaction.ts',
  search: '    return Promise.race([told, this.#timedOut])',
  replace: '    return told',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a before-commit hook that takes longer than the timeout is not waited for',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Rollback throws after a commit.',
  file: 'packages/uow/src/explicit-transaction.ts',
  search: `      if (state === 'committed') throw new TransactionEndedError({ state })
`,
  replace: `      void TransactionEndedError
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > after a commit, rollback and a second commit throw',
  },
})

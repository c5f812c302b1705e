import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'After an unknown outcome a rollback does not throw, and so does not cover the error.',
  file: 'packages/uow/src/explicit-transaction.ts',
  search: `if (state === 'committed') throw`,
  replace: `if (state === 'committed' || state === 'unknown') throw`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a connection that breaks after COMMIT arrived leaves an unknown outcome',
  },
})

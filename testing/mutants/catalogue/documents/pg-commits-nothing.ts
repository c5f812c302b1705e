import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A COMMIT that PostgreSQL answers with a rollback is no commit.',
  file: 'testing/documents/src/adapters/pg-transaction.ts',
  search: "if (command === 'ROLLBACK') throw",
  replace: "if (command === '') throw",
  killedBy: {
    test: 'testing/documents/test/adapters/pg.test.ts',
    name: 'the unit-of-work contract over node-postgres > a swallowed failure of a statement ends in an error, as nothing is committed',
  },
})

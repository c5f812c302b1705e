import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An isolation level that SQLite does not have is refused.',
  file: 'packages/uow-kysely/src/begin-transaction.ts',
  search: `dialect === 'sqlite' && isolationLevel !== undefined &&`,
  replace: `dialect === 'postgres' && isolationLevel !== undefined &&`,
  killedBy: {
    test: 'packages/uow-kysely/test/contract.test.ts',
    name: 'each isolation level that the database has is taken, and each other one refused',
  },
})

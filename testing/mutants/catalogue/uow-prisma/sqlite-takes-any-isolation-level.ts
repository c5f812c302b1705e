import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An isolation level that SQLite does not have is refused.',
  file: 'packages/uow-prisma/src/transaction/begin-transaction.ts',
  search: "isolationLevel !== undefined && isolationLevel !== 'serializable'",
  replace: "isolationLevel === 'repeatable read'",
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'options > refuse the isolation level ReadCommitted, which SQLite does not have',
  },
})

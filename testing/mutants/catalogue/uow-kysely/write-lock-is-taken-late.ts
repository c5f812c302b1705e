import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite the write lock is taken before the first statement.',
  file: 'packages/uow-kysely/src/begin-transaction.ts',
  search: `  if (dialect === 'sqlite') await takeWriteLock<DB>(transaction)
`,
  replace: `  void takeWriteLock
`,
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'the write lock > is taken before the first statement, so that reading before writing can not fail',
  },
})

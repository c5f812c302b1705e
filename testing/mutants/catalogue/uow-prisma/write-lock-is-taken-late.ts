import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The write lock is taken before the first statement.',
  file: 'packages/uow-prisma/src/transaction/begin-transaction.ts',
  search: `    await takeWriteLock(client, transaction)
`,
  replace: `    void takeWriteLock
`,
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'the write lock > is taken before the first statement, so that reading before writing can not fail',
  },
})

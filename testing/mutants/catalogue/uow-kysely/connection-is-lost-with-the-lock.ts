import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A write lock that can not be had leaves the connection free.',
  file: 'packages/uow-kysely/src/write-lock.ts',
  search: `    await transaction.rollback().execute()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'the write lock > that another connection holds is waited for, and then ends in a clear error',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A write lock that can not be had leaves the connection free.',
  file: 'packages/uow-prisma/src/sqlite/write-lock.ts',
  search: `    await transaction.rollback()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'the write lock > that another connection holds ends in a clear error, and leaves the connection free',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A COMMIT that SQLite refuses leaves no transaction open.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: `      await abandoned()
`,
  replace: `      void abandoned
`,
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'a commit > that violates a deferred constraint is rolled back, and rejects with that error',
  },
})

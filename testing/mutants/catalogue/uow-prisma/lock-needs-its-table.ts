import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The write lock is taken where the table that it was taken by is gone.',
  file: 'packages/uow-prisma/src/sqlite/write-lock.ts',
  search: `    // Its table is gone.
    return false
`,
  replace: `    throw error
`,
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'the write lock > is taken where there is no table yet, and where the table that it was taken by is gone',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A COMMIT that SQLite refuses because it is busy is rolled back.',
  file: 'packages/uow-kysely/src/kysely-transaction.ts',
  search: `      const freed = this.rollback()
`,
  replace: `      const freed: Promise<void> = Promise.resolve()
`,
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'a commit > that is refused because somebody reads is rolled back, and can be repeated',
  },
})

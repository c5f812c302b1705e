import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two clients over one connection are told so.',
  file: 'packages/uow-kysely/src/begin-transaction.ts',
  search: `      throw beginFailure(error)
`,
  replace: `      throw error ?? beginFailure(error)
`,
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'two Kysely clients over one connection > can not be in a transaction at once, and it is said why',
  },
})

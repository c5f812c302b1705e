import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A COMMIT that the server refuses was rolled back for certain.',
  file: 'packages/uow/src/commit-failure.ts',
  search: `  if (!reported || code === undefined) return false
`,
  replace: `  if (reported || code === undefined) return false
`,
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'a commit that the server refuses > for a deferred constraint is rolled back for certain, and rejects with its error',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: `A code without PostgreSQL's severity proves no rollback.`,
  file: 'packages/uow-kysely/src/commit-failure.ts',
  search: `  if (severity === undefined || code === undefined) return false
`,
  replace: `  if (code === undefined) return false
  if (severity === undefined) return /^[0-9A-Z]{5}$/.test(code)
`,
  killedBy: {
    test: 'packages/uow-kysely/test/commit-failure.test.ts',
    name: 'a failed COMMIT of PostgreSQL > with undefined EPIPE has an unknown outcome',
  },
})

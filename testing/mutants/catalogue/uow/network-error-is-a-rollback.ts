import { mutant } from 'testing-mutants'

export default mutant({
  breaks: `A code without PostgreSQL's severity proves no rollback.`,
  file: 'packages/uow/src/commit-failure.ts',
  search: `  if (!reported || code === undefined) return false
`,
  replace: `  if (code === undefined) return false
  if (!reported) return /^[0-9A-Z]{5}$/.test(code)
`,
  killedBy: {
    test: 'packages/uow/test/commit-failure.test.ts',
    name: 'a failed COMMIT of PostgreSQL > with undefined EPIPE has an unknown outcome',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit that may have been committed is never called worth repeating.',
  file: 'packages/uow/src/database-failure.ts',
  search: `  ['unknown', /^(UOW_COMMIT_OUTCOME_UNKNOWN|40003)$/],
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/database-failure.test.ts',
    name: "a unit of work's error > is never retryable when the outcome of the commit is unknown, whatever caused it",
  },
})

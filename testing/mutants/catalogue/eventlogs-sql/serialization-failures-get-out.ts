import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The log works where transactions are stricter than read committed by default.',
  file: 'packages/eventlogs-sql/src/postgres/retry-serialization.ts',
  search: "if (databaseFailure(error).kind !== 'conflict' ||",
  replace: "if (databaseFailure(error).kind === 'conflict' ||",
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'works where transactions are stricter than read committed by default',
  },
})

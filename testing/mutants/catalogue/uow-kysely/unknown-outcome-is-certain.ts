import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A connection that breaks during COMMIT leaves an unknown outcome.',
  file: 'packages/uow-kysely/src/commit-failure.ts',
  search: 'wasRolledBackByPostgres(error) ? error : unknownOutcome(error)',
  replace: 'wasRolledBackByPostgres(error) || error ? error : unknownOutcome(error)',
  killedBy: {
    test: 'packages/uow-kysely/test/contract.test.ts',
    name: 'a connection that breaks after COMMIT arrived leaves an unknown outcome',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A connection that breaks during COMMIT leaves an unknown outcome.',
  file: 'packages/uow/src/commit-failure.ts',
  search: '} else if (wasRolledBackByPostgres(failure)) {',
  replace: '} else if (wasRolledBackByPostgres(failure) || dialect === dialect) {',
  killedBy: {
    test: 'packages/uow-kysely/test/contract.test.ts',
    name: 'a connection that breaks after COMMIT arrived leaves an unknown outcome',
  },
})

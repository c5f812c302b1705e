import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A rollback does not wait for the lock that a statement waits for.',
  file: 'packages/uow-kysely/src/kysely-transaction.ts',
  search: `    if (inFlight !== undefined) await cancelStatement(inFlight)
`,
  replace: `    void [inFlight, cancelStatement]
`,
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'a unit that times out while a statement runs > cancels the statement instead of waiting for the lock that it waits for',
  },
})

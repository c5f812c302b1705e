import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What could not be rolled back to its savepoint is never committed.',
  file: 'packages/uow/src/nested-run.ts',
  search: `    parent.doom(new TransactionAbortedError({ provider, cause }))
`,
  replace: `    void new TransactionAbortedError({ provider, cause })
`,
  killedBy: {
    test: 'packages/uow/test/failing-driver.test.ts',
    name: 'a driver that fails > to roll back to a savepoint, never gets to commit what should have been undone',
  },
})

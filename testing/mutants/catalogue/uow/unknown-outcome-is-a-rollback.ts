import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A commit whose outcome is unknown is not called a rollback.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `CommitOutcomeUnknownError.isInstance(error) ? 'unknown' : 'rolledBack'`,
  replace: `CommitOutcomeUnknownError.isInstance(error) ? 'rolledBack' : 'rolledBack'`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a connection that breaks after COMMIT arrived leaves an unknown outcome',
  },
})

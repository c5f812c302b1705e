import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit that timed out rejects with the timeout, and not with what that made fail.',
  file: 'packages/uow/src/root-transaction.ts',
  search: '      if (this.frame.hasTimedOut) return',
  replace: '      if (this.frame.hasTimedOut && error === undefined) return',
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'a unit that times out while a statement runs > cancels the statement instead of waiting for the lock that it waits for',
  },
})

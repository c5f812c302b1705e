import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite what was handled is never recorded again.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'where handled_at is null and ${isIt}`',
  replace: 'where ${isIt}`',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > what was recorded and committed is handled, to every replica, also a day later',
  },
})

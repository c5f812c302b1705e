import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a record is kept for its whole window after the event was handled.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'max(expires_at, max(${now}, ?) + ?)',
  replace: 'max(expires_at, 0 * (? + ?))',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > the window of what was attempted before is counted from when it was handled',
  },
})

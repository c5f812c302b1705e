import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a record of attempts is kept for its whole window after the last one.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'expires_at = max(expires_at, excluded.expires_at)',
  replace: 'expires_at = expires_at',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > records of attempts alone are deleted past their window, too, counted from the last',
  },
})

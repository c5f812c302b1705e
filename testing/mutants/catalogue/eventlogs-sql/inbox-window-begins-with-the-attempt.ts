import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is kept for its whole window after the event was handled.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: '`expires_at = greatest(i.expires_at, ${keptUntil})`',
  replace: '`expires_at = i.expires_at`',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > the window of what was attempted before is counted from when it was handled',
  },
})

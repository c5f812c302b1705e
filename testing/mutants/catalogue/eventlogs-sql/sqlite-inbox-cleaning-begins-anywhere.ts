import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite the oldest records are deleted first.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'order by expires_at limit',
  replace: 'order by expires_at desc limit',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > the cleaning is bounded by its limit, oldest first, and says whether there is more',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The oldest records are deleted first.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'order by expires_at limit',
  replace: 'order by expires_at desc limit',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > the cleaning is bounded by its limit, oldest first, and says whether there is more',
  },
})

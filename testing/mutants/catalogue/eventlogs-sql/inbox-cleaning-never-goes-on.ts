import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A cleaning that reached its limit says that there is more.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'more: deleted === limit',
  replace: 'more: deleted > limit',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > the cleaning is bounded by its limit, oldest first, and says whether there is more',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Forgetting attempts leaves recorded what was handled.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'source = $3::text and handled_at is null',
  replace: 'source = $3::text',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > forgetting attempts leaves recorded what was handled',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Cleaning waits for nobody who handles an event.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'limit $1::bigint for update skip locked',
  replace: 'limit $1::bigint for update',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > cleaning waits for nobody who handles an event, and leaves that event alone',
  },
})

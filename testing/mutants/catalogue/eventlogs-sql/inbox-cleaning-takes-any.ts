import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is deleted before its window is over.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'where expires_at <= (select ${now}) order',
  replace: 'where expires_at <= (select ${now} + 3600000) order',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > a record is deleted past its window, and not before',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite nothing is deleted before its window is over.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'where expires_at <= ${now} order',
  replace: 'where expires_at <= ${now} + 3600000 order',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > a record is deleted past its window, and not before',
  },
})

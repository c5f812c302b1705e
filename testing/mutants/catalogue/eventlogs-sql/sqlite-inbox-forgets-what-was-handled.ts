import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite forgetting attempts leaves recorded what was handled.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'where ${isIt} and handled_at is null`',
  replace: 'where ${isIt}`',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > forgetting attempts leaves recorded what was handled',
  },
})

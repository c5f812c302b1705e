import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite what was handled begins no attempt.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'excluded.expires_at)\nwhere handled_at is null returning',
  replace: 'excluded.expires_at)\nreturning',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > what was handled begins no attempt',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite what was handled begins no attempt.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'attempts = attempts + 1, ${prolonged}\nwhere handled_at is null returning',
  replace: 'attempts = attempts + 1, ${prolonged}\nreturning',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > what was handled begins no attempt',
  },
})

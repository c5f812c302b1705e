import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled stays so, with its attempts.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: ' and handled_at is null and attempts > 0`',
  replace: ' and attempts > 0`',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > taking an attempt back leaves recorded what was handled, with its attempts',
  },
})

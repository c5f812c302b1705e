import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a session that has ended changes nothing.',
  file: 'packages/eventlogs-sql/src/sqlite/settle.ts',
  search: 'and exists (select 1 from ${sessions} where id = ? and ended_at is null)',
  replace: 'and ? is not null',
  killedBy: {
    test: 'packages/eventlogs-sql/test/settle.test.ts',
    name: 'as published changes nothing for a session that has ended',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that has ended changes nothing: published.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: `and session = $1::bigint
  and exists (select from \${session} where id = $1::bigint and ended_at is null)`,
  replace: 'and session = $1::bigint',
  killedBy: {
    test: 'packages/eventlogs-sql/test/settle.test.ts',
    name: 'as published changes nothing for a session that has ended',
  },
})

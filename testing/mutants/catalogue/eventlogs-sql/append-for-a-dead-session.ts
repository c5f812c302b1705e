import { mutant } from '../../src/mutant.ts'

export default mutant({
  breaks: 'A paused process makes no events of a session that was declared dead: one event.',
  file: 'packages/eventlogs-sql/src/postgres/append.ts',
  search: `owner as materialized (select id from \${session} where id = $1::bigint and ended_at is null)
`,
  replace: `owner as materialized (select id from \${session} where id = $1::bigint)
`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/append.test.ts',
    name: 'of 1 events under a session that was declared dead makes no event of a dead one',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A paused process makes no events of a session that was declared dead: many events.',
  file: 'packages/eventlogs-sql/src/postgres/append.ts',
  search: `select id from \${session} where id = $1::bigint and ended_at is null
),`,
  replace: `select id from \${session} where id = $1::bigint
),`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/append.test.ts',
    name: 'of 3 events under a session that was declared dead makes no event of a dead one',
  },
})

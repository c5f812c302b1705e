import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What has ended stays ended.',
  file: 'packages/eventlogs-sql/src/postgres/sessions.ts',
  search: `where id = $1::bigint and ended_at is null
  returning id`,
  replace: `where id = $1::bigint
  returning id`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'a renewal that comes while the session is declared dead finds it dead',
  },
})

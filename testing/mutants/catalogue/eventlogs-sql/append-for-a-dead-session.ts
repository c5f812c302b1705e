import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A paused process makes no events of a session that was declared dead: one event.',
  file: 'packages/eventlogs-sql/src/postgres/migration-0001.ts',
  search: 'where s.id = p_session and s.ended_at is null',
  replace: 'where s.id = p_session',
  killedBy: {
    test: 'packages/eventlogs-sql/test/append.test.ts',
    name: 'of 1 events under a session that was declared dead makes no event of a dead one',
  },
})

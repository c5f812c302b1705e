import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a paused process makes no events of a session that was declared dead.',
  file: 'packages/eventlogs-sql/src/sqlite/append.ts',
  search: 'where id = ? and ended_at is null)`',
  replace: 'where id = ?)`',
  killedBy: {
    test: 'packages/eventlogs-sql/test/append.test.ts',
    name: 'of 1 events under a session that was declared dead makes no event of a dead one',
  },
})

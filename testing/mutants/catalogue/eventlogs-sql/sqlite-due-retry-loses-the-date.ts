import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a replayed event that is tried again keeps its date.',
  file: 'packages/eventlogs-sql/src/sqlite/claims.ts',
  search: 'attempts + 1, last_error, delivery_date\n',
  replace: 'attempts + 1, last_error, null\n',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on SQLite > is on the event until it is sent, whatever becomes of it on the way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a replayed event that is requeued keeps its date.',
  file: 'packages/eventlogs-sql/src/sqlite/operations.ts',
  search: "'attempts, delivery_date'",
  replace: "'attempts, null'",
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on SQLite > is on the event until it is sent, whatever becomes of it on the way',
  },
})

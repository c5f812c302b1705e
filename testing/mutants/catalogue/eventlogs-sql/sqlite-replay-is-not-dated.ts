import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a replayed event is handed out with the date of its replay.',
  file: 'packages/eventlogs-sql/src/sqlite/operations.ts',
  search: '`0, ${now}`',
  replace: "'0, null'",
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on SQLite > is on the event until it is sent, whatever becomes of it on the way',
  },
})

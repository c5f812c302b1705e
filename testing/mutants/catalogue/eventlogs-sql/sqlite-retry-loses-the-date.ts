import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a replayed event that waits for a retry keeps its date.',
  file: 'packages/eventlogs-sql/src/sqlite/settle.ts',
  search: "(j.value ->> 'delay'), q.delivery_date",
  replace: "(j.value ->> 'delay'), null",
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on SQLite > is on the event until it is sent, whatever becomes of it on the way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event that waits for a retry keeps its date.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: 'g.error, g.delivery_date',
  replace: 'g.error, null::bigint',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on PostgreSQL > is on the event until it is sent, whatever becomes of it on the way',
  },
})

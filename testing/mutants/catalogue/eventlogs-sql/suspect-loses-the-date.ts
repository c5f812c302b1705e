import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event whose session died keeps its date.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'q.delivery_date, s.alone',
  replace: 'null::bigint as delivery_date, s.alone',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on PostgreSQL > is on the event until it is sent, whatever becomes of it on the way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event that is requeued keeps its date.',
  file: 'packages/eventlogs-sql/src/postgres/operations.ts',
  search: 'select seq, topic, key, attempts, last_error, delivery_date from requeued',
  replace: 'select seq, topic, key, attempts, last_error, null::bigint from requeued',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on PostgreSQL > is on the event until it is sent, whatever becomes of it on the way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event that is tried again keeps its date.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'attempts + 1, last_error, delivery_date from moved',
  replace: 'attempts + 1, last_error, null::bigint from moved',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on PostgreSQL > is on the event until it is sent, whatever becomes of it on the way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event is handed out with the date of its replay.',
  file: 'packages/eventlogs-sql/src/postgres/operations.ts',
  search: 'select seq, topic, key, 0, last_error, ${now} from replayed',
  replace: 'select seq, topic, key, 0, last_error, null::bigint from replayed',
  killedBy: {
    test: 'packages/eventlogs-sql/test/replay-date.test.ts',
    name: 'the date of a replay on PostgreSQL > is on the event until it is sent, whatever becomes of it on the way',
  },
})

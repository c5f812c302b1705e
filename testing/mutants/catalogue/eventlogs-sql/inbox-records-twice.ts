import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled is never recorded again.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: 'do update set handled_at = v_now, ${prolonged} where i.handled_at is null;',
  replace: 'do update set handled_at = v_now, ${prolonged};',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > goes by what is there when it has the lock: it is recorded meanwhile, in time: handled',
  },
})

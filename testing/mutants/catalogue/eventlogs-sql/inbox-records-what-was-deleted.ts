import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose record was deleted is not recorded again.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "p_outside_window = 'accept' or p_date + p_window > v_now",
  replace: 'true',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > goes by what is there when it has the lock: its record is deleted meanwhile, too late: outsideWindow',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Services in two schemas of one database are not in each other’s way.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "'${inbox}'::regclass::oid, ",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > is not in the way of a service with tables of the same names in another schema',
  },
})

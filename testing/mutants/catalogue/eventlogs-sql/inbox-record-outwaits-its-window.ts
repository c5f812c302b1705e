import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is not recorded whose window ended while its record was deleted.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: 'if found and ${tooLate} then',
  replace: 'if false then',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > is not made for an event whose window ended while it waited for the cleaner',
  },
})

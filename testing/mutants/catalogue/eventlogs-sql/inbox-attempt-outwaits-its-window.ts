import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is not attempted whose window ended while its record was deleted.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: 'if attempt is not null and ${tooLate} then',
  replace: 'if false then',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/attempts.test.ts',
    name: 'an attempt on PostgreSQL > is not begun at an event whose window ended while it waited for the cleaner',
  },
})

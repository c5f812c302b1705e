import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event of which there are attempts is not refused, whatever its date.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: 'and i.handled_at is null;\n  if found then\n',
  replace: 'and i.handled_at is null;\n  if false then\n',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > goes by what is there when it has the lock: it is attempted meanwhile, too late: recorded',
  },
})

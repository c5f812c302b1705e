import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Also without the lock, one of two transactions records.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "${prolong};\n    return 'handled';",
  replace: "return 'recorded';",
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > is still the only one without the lock, after a commit: handled',
  },
})

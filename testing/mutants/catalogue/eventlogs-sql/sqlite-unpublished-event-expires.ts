import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite an event that is not published is never deleted.',
  file: 'packages/eventlogs-sql/src/sqlite/expiry.ts',
  search: `[queue, waiting, exhausted, closed]
`,
  replace: `[exhausted, closed]
`,
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'an event that is not published is never deleted, however old',
  },
})

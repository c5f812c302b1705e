import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled finds its record for as long as its replay is within the window.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "    ${prolong};\n    return 'handled';",
  replace: "    return 'handled';",
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > a later date of what was handled, which a replay has, prolongs its record',
  },
})

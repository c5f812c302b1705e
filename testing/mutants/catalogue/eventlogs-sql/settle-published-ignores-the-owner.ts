import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session settles only what it owns.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: `where seq = any ($2::bigint[]) and session = $1::bigint
`,
  replace: `where seq = any ($2::bigint[])
`,
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'a session settles only what it owns, and is told how many it does not',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that has ended changes nothing: released.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: `and q.session = $1::bigint and exists (select from me)
  returning q.seq
`,
  replace: `and q.session = $1::bigint
  returning q.seq
`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/settle.test.ts',
    name: 'as released changes nothing for a session that has ended',
  },
})

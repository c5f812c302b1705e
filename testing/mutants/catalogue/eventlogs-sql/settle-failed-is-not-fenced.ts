import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that has ended changes nothing: exhausted.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: `and q.session = $1::bigint and exists (select from me)
  returning q.seq, q.topic`,
  replace: `and q.session = $1::bigint
  returning q.seq, q.topic`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/settle.test.ts',
    name: 'as exhausted changes nothing for a session that has ended',
  },
})

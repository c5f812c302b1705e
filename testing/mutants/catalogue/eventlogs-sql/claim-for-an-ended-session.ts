import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is claimed for a session that has ended.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'where seq > $3::bigint and exists (select from me)',
  replace: 'where seq > $3::bigint',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'a claim for a session that has ended takes nothing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement that returns the changed rows counts them too.',
  file: 'packages/uow-kysely/src/kysely-sql.ts',
  search: 'result.numAffectedRows ?? result.rows.length',
  replace: 'result.numAffectedRows ?? 0',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'sql text > counts changed rows, also where the statement returns them',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite nothing is claimed for a session that has ended.',
  file: 'packages/eventlogs-sql/src/sqlite/claims.ts',
  search: 'if (!(await isLive(sql, this.#names, session))) return claimResult([])',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'a claim for a session that has ended takes nothing',
  },
})

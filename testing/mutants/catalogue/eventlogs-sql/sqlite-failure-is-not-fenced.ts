import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a session that has ended changes nothing: exhausted.',
  file: 'packages/eventlogs-sql/src/sqlite/settle.ts',
  search: 'if (!(await isLive(sql, this.#names, session))) return 0',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/settle.test.ts',
    name: 'as exhausted changes nothing for a session that has ended',
  },
})

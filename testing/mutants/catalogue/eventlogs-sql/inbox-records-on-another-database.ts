import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is not written to a database of another kind than the inbox’s.',
  file: 'packages/eventlogs-sql/src/sql-inbox.ts',
  search: "    this.#dialects.assertOwn(sql.dialect, 'given')\n",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/open.test.ts',
    name: 'opening an inbox on PostgreSQL > refuses a unit of work on SQLite, also when it records',
  },
})

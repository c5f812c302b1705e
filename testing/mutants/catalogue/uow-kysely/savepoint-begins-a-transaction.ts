import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'A transaction that SQLite rolled back by itself opens no savepoint, which would begin another one.',
  file: 'packages/uow-kysely/src/kysely-transaction.ts',
  search: `    this.#statements.assertNotLost()
    this.#savepoints`,
  replace: '    this.#savepoints',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'takes no more statements, which would be committed one by one',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A transaction that SQLite rolled back by itself takes no more statements.',
  file: 'packages/uow-kysely/src/transaction-statements.ts',
  search: 'this.#lost = await isOutside(connection)',
  replace: 'this.#lost = (await isOutside(connection)) && this.#lost',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'takes no more statements, which would be committed one by one',
  },
})

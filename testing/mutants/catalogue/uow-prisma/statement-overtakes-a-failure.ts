import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No statement runs before it is known what the failure of the one before has cost.',
  file: 'packages/uow-prisma/src/transaction/transaction-statements.ts',
  search: 'this.#last.then(() => this.#run(statement, assertUsable))',
  replace: 'this.#run(statement, assertUsable)',
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'a transaction that SQLite has rolled back on its own account > takes none of those either that were sent before it was known',
  },
})

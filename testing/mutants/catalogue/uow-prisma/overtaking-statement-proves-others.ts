import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement proves nothing of those that it overtakes.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: 'this.#statements.pending() === undefined ? this.#hideable : this.#proved',
  replace: 'this.#hideable',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'a swallowed failure > that an extension hides, and that is overtaken by one that was sent later, ends in an error too',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement proves nothing of those that come after it.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: 'this.#proved = Math.max(this.#proved, proves)',
  replace: 'this.#proved = this.#hideable',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'a swallowed failure > that an extension hides, and that comes after one that was sent before, ends in an error too',
  },
})

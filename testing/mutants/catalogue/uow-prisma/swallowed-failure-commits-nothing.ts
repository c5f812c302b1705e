import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A transaction that PostgreSQL has aborted is never called committed.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search:
    'if (this.#statements.sent.failure === undefined && this.#proved === this.#hideable) return',
  replace: 'if (this.#proved === this.#hideable) return',
  killedBy: {
    test: 'packages/uow-prisma/test/contract.test.ts',
    name: 'the unit-of-work contract on PostgreSQL > a swallowed failure of a statement ends in an error, as nothing is committed',
  },
})

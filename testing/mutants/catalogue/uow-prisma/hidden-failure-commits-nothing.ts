import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A failure that an extension hides ends in an error.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: 'if (mayHideFailures) this.#hideable += 1',
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'a swallowed failure > that an extension hides from everybody ends in an error too',
  },
})

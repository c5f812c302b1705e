import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit that times out does not wait for a lock.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: `    await this.#cancelStatement()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'a unit that times out while a statement runs > cancels the statement instead of waiting for the lock',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What SQLite has rolled back by itself takes no more statements.',
  file: 'packages/uow-prisma/src/transaction/transaction-statements.ts',
  search: `      if (this.#dialect === 'sqlite') this.#lost = await this.#isOutside()
`,
  replace: `      if (this.#dialect !== 'sqlite') this.#lost = await this.#isOutside()
`,
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'a transaction that SQLite has rolled back on its own account > takes no more statements, which would be committed one by one',
  },
})

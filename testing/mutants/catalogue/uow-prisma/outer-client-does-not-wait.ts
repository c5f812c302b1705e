import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What the outer client does is not undone with a unit that happened to be open.',
  file: 'packages/uow-prisma/src/sqlite/single-connection.ts',
  search: `    if (!this.#turns.takeAtOnce(kind)) await this.#turns.take(kind)
`,
  replace: `    this.#turns.takeAtOnce(kind)
`,
  killedBy: {
    test: 'packages/uow-prisma/test/outer-client.test.ts',
    name: 'the outer client on SQLite > is not undone with a unit that happened to be open',
  },
})

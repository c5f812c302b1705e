import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The outer client is refused inside of a unit on SQLite.',
  file: 'packages/uow-prisma/src/sqlite/single-connection.ts',
  search: `    if (this.#isHeldByCaller()) return await work()
`,
  replace: `    if (this.#isHeldByCaller() || this.#checks.some((isInside) => isInside())) return await work()
`,
  killedBy: {
    test: 'packages/uow-prisma/test/outer-client.test.ts',
    name: 'the outer client on SQLite > is refused inside of a unit: a model, writing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who waits to be alone is not overtaken.',
  file: 'packages/uow-prisma/src/sqlite/turns.ts',
  search: 'if (this.#waiting.length > 0 || !this.#isFreeFor(kind)) return false',
  replace: 'if (!this.#isFreeFor(kind)) return false',
  killedBy: {
    test: 'packages/uow-prisma/test/turns.test.ts',
    name: 'turns > together are together, and do not overtake one that waits to be alone',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A turn that was given up stops nobody behind it.',
  file: 'packages/uow-prisma/src/sqlite/turns.ts',
  search: `        // Whoever was behind may be able to go now.
        this.#admit()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/turns.test.ts',
    name: 'turns > that are waited for too long are given up, and stop nobody behind them',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A completed nested frame is rolled back when the frame around it is.',
  file: 'packages/uow/src/frame.ts',
  search: `    if (this.#state !== 'committed' || this.#parent === undefined) return this.#state
`,
  replace: `    if (this.#parent !== undefined || this.#parent === undefined) return this.#state
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > an outer rollback runs the after-rollback hooks of completed nested frames',
  },
})

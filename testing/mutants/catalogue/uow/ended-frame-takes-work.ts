import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A frame takes no work after its end.',
  file: 'packages/uow/src/frame.ts',
  search: `    if (this.#state !== 'open' || this.#closed || this.root.#closed)
`,
  replace: `    if (this.#closed && this.root.#closed && this.#state === 'open')
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > sql after the end is refused, after a commit and after a rollback',
  },
})

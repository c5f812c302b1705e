import { mutant } from 'testing-mutants'

export default mutant({
  breaks: `An outer frame's clients may be used inside of the nested run.`,
  file: 'packages/uow/src/frame.ts',
  search: 'innermost !== this && this.#scope.frame() !== innermost',
  replace: 'innermost !== this',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: `the unit-of-work contract > an outer frame's clients are welcome inside of the nested run, and share its fate`,
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement from outside of the nested run that is open on its frame is refused.',
  file: 'packages/uow/src/frame.ts',
  search: `    if (innermost !== this && this.#scope.frame() !== innermost) throw new SuspendedFrameError()
`,
  replace: `    if (innermost === undefined) throw new SuspendedFrameError()
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > sql of a frame is refused from outside of the nested run that is open on it',
  },
})

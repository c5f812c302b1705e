import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An error of an after hook stops neither the other hooks nor the caller.',
  file: 'packages/uow/src/frame-hooks.ts',
  search: `        report(error, hook)
`,
  replace: `        report(error, hook)
        throw error
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > an error of an after hook is reported, and stops neither the others nor the caller',
  },
})

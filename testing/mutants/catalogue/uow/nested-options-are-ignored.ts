import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested run refuses what only an outermost unit can have.',
  file: 'packages/uow/src/create-unit-of-work.ts',
  search: `        validateNestedOptions(runOptions)
`,
  replace: `        void validateNestedOptions
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a nested run refuses what only an outermost unit can have',
  },
})

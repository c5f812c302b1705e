import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested run refuses what only an outermost unit can have.',
  file: 'packages/uow/src/nested-run.ts',
  search: `  validateNestedOptions(options)
`,
  replace: `  void validateNestedOptions
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a nested run refuses what only an outermost unit can have',
  },
})

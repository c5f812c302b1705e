import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Units of work over two databases never mix.',
  file: 'packages/uow/src/ambient-scope.ts',
  search: `    return storage.getStore()?.get(this) as Frame | undefined
`,
  replace: `    return storage.getStore()?.values().next().value as Frame | undefined
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > units of work over two databases never mix',
  },
})

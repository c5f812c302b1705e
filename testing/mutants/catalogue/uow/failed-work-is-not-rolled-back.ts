import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit whose work rejects is rolled back.',
  file: 'packages/uow/src/create-unit-of-work.ts',
  search: `        await root.rollback().catch(() => {})
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > work that throws before it returns a promise is rolled back like any other',
  },
})

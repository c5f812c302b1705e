import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested run whose own nested run is still open at its end is undone.',
  file: 'packages/uow/src/nested-run.ts',
  search: `    if (frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
`,
  replace: `    if (frame.child === frame) throw new UnfinishedNestedUnitOfWorkError()
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a nested run whose own nested run is still open at its end is undone',
  },
})

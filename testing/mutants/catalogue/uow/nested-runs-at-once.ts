import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two nested runs at once on one frame are refused.',
  file: 'packages/uow/src/nested-run.ts',
  search: `  if (parent.child !== undefined) throw new ConcurrentNestedUnitOfWorkError()
`,
  replace: `  if (parent.child === parent) throw new ConcurrentNestedUnitOfWorkError()
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a second nested run on a frame is refused while one is open, which goes on',
  },
})

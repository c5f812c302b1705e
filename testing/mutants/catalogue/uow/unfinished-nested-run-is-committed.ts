import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit whose nested run is still open at its end is rolled back.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `        if (this.frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
        const hook`,
  replace: '        const hook',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a unit whose nested run is still open at its end is rolled back',
  },
})

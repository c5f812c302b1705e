import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'After hooks run outside of the frame that has ended.',
  file: 'packages/uow/src/root-transaction.ts',
  search: '    return scope.run(undefined, () =>',
  replace: '    return scope.run(this.frame, () =>',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > an after-commit hook can run a unit of work of its own',
  },
})

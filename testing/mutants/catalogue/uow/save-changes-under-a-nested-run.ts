import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No changes are saved while a nested run is open, and no hook is taken.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `    if (this.frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
    await this.#beforeCommit(() => {})`,
  replace: '    await this.#beforeCommit(() => {})',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > saveChanges is refused while a nested run is open, and takes no hook',
  },
})

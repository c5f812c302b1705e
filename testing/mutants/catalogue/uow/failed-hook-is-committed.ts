import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A before-commit hook that throws rolls the transaction back.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `      await this.rollback().catch(() => {})
      throw this`,
  replace: '      throw this',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > saveChanges that fails rolls back, so that a swallowed failure is not committed',
  },
})

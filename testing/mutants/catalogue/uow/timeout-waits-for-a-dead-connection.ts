import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit that timed out does not wait for a rollback that is never confirmed.',
  file: 'packages/uow/src/root-transaction.ts',
  search: '(timeout === undefined ? rolledBack : patiently(rolledBack))',
  replace: '(patiently === undefined ? timeout : rolledBack)',
  killedBy: {
    test: 'packages/uow/test/failing-driver.test.ts',
    name: 'a driver that fails > to answer a rollback, does not hang a unit that timed out',
  },
})

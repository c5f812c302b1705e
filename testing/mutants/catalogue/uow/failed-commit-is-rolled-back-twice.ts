import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A transaction that ended with its failed commit is not rolled back again.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `    if (this.#rollback === undefined && this.frame.state !== 'open') return Promise.resolve()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/failing-driver.test.ts',
    name: 'a driver that fails > to commit, has rolled back, and is not asked to do so again',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A forgotten handle does not keep the process alive.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `    this.#timer.unref()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-kysely/test/forgotten-handle.test.ts',
    name: 'does not keep the process alive until its timeout',
  },
})

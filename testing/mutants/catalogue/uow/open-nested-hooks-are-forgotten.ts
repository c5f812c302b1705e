import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A rollback runs the after-rollback hooks of nested frames that were still open.',
  file: 'packages/uow/src/frame.ts',
  search: `      this.hooks.adoptAfterRollback(this.#child.hooks)
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > rollback takes the hooks of a nested run that is still open along',
  },
})

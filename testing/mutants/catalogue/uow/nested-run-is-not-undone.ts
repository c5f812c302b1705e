import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested run that rejects is undone.',
  file: 'packages/uow/src/nested-run.ts',
  search: `    await savepoint.rollback()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a nested run that rejects is undone by itself, and rejects with its own error',
  },
})

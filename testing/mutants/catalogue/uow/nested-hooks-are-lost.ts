import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Hooks of a completed nested frame run at the outer commit.',
  file: 'packages/uow/src/nested-run.ts',
  search: `    parent.hooks.adopt(frame.hooks)
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > hooks of a completed nested frame run at the outer commit',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A forgotten handle is rolled back after 30 seconds.',
  file: 'packages/uow/src/create-unit-of-work.ts',
  search: `      const timeout = beginOptions?.timeout ?? explicitTimeout
`,
  replace: `      const timeout = beginOptions?.timeout ?? explicitTimeout * 2
`,
  killedBy: {
    test: 'packages/uow/test/in-memory-unit-of-work.test.ts',
    name: 'rolls a forgotten handle back after 30 seconds, and a run after none',
  },
})

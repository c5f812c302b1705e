import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A savepoint waits for the statements that the frame around it has sent before.',
  file: 'packages/uow/src/nested-run.ts',
  search: `    let pending = parent.driver.pending?.()
`,
  replace: `    let pending: Promise<void> | undefined
`,
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'statements that nobody awaited > are part of the unit that they were sent in, and of its commit',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What outlives its own transaction waits for its turn.',
  file: 'packages/uow-prisma/src/sqlite/single-connection.ts',
  search: `        state.isOver = true
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/outer-client.test.ts',
    name: 'the outer client on SQLite > that outlives its own transaction waits for its turn like any other',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Prisma answers many look-ups of one turn by one statement.',
  file: 'packages/uow-prisma/src/sqlite/outer-client.ts',
  search: "reading.test(operation) ? 'together' : 'alone'",
  replace: "reading.test(operation) ? 'alone' : 'alone'",
  killedBy: {
    test: 'packages/uow-prisma/test/outer-client.test.ts',
    name: 'the outer client on SQLite > still answers many look-ups of one turn by one statement, and lists at once',
  },
})

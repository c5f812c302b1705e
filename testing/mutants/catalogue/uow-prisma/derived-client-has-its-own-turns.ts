import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Clients that are derived from one another share their turns.',
  file: 'packages/uow-prisma/src/sqlite/single-connection.ts',
  search: "typeof engine === 'object' && engine !== null ? engine : client",
  replace: "typeof engine === 'object' && engine === null ? engine : client",
  killedBy: {
    test: 'packages/uow-prisma/test/outer-client.test.ts',
    name: 'the outer client on SQLite > may be an extended one',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An inbox with a client of its own counts attempts there.',
  file: 'packages/eventlogs-prisma/src/prisma-inbox.ts',
  search: 'return prisma === undefined\n    ? sqlInbox(common)\n    :',
  replace: 'return prisma === undefined || true\n    ? sqlInbox(common)\n    :',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/prisma-inbox.test.ts',
    name: 'the inbox over Prisma > refuses a client of its own on SQLite, besides the unit of work’s',
  },
})

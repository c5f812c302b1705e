import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A second connection to a SQLite file is refused at start.',
  file: 'packages/eventlogs-prisma/src/prisma-event-log.ts',
  search:
    'sqlEventLog({ ...common, database: prismaDatabase(prisma, dialectOf(prisma, dialect)) })',
  replace: '(prismaDatabase(prisma, dialectOf(prisma, dialect)), sqlEventLog(common))',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/prisma-event-log.test.ts',
    name: 'the event log over Prisma > refuses a connection of its own on SQLite, besides the unit of work’s, and names the way out',
  },
})

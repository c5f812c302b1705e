import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Tables that are there are taken over as they are.',
  file: 'packages/eventlogs-sql/src/migrations/migrate-tables.ts',
  search: '({ version }) => version > current',
  replace: '({ version }) => version > current - 1',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/migrate-event-log.test.ts',
    name: 'migrating without Prisma Migrate on postgres > takes over where the plain SQL was run before, by Prisma Migrate for example',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'With the fragment, Prisma Migrate finds no drift.',
  file: 'packages/eventlogs-prisma/src/schema/models.ts',
  search: "      { name: 'schemaVersion', type: 'Int' },\n",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/drift.test.ts',
    name: 'Prisma Migrate on SQLite > deploys the migrations after the application’s own, and finds no drift',
  },
})

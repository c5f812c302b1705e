import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The migrations take the place in the application’s history that they are given.',
  file: 'packages/eventlogs-kysely/src/kysely-event-log-migrations.ts',
  search: '[`${namePrefix}${migration.name}`',
  replace: '[migration.name',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'joins the application’s own history, at the place that it is given there',
  },
})

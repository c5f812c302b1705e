import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Steps can join an application’s own history in several places.',
  file: 'packages/eventlogs-kysely/src/kysely-event-log-migrations.ts',
  search: '.filter(({ version }) => version > after && version <= until)',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'joins the application’s own history in two places, as a later release adds a step',
  },
})

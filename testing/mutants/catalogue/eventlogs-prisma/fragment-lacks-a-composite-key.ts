import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The fragment names the key of every table, also one of several columns.',
  file: 'packages/eventlogs-prisma/src/schema/models.ts',
  search: "    id: ['consumer', 'eventId', 'source'],\n",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/models.test.ts',
    name: 'the fragment for PostgreSQL > is one that Prisma accepts beside an application’s own file, and would not format otherwise',
  },
})

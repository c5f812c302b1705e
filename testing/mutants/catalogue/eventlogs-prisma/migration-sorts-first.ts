import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Migrations that are added sort after those that are there.',
  file: 'packages/eventlogs-prisma/src/cli/migration-stamps.ts',
  search: "existing.toSorted().at(-1) ?? ''",
  replace: "''",
  killedBy: {
    test: 'packages/eventlogs-prisma/test/cli.test.ts',
    name: 'sorts its migrations after those that are there, though they be from the future',
  },
})

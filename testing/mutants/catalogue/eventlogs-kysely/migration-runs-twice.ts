import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A migration that was made already is left alone.',
  file: 'packages/eventlogs-kysely/src/run-migration.ts',
  search: '>= migration.version) return',
  replace: '> migration.version) return',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'takes over where the plain SQL was run before',
  },
})

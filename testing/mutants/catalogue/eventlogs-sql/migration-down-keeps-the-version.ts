import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'After a step down the tables say so.',
  file: 'packages/eventlogs-sql/src/postgres/migration-0002.ts',
  search: 'set schema_version = 1',
  replace: 'set schema_version = 2',
  killedBy: {
    test: 'packages/eventlogs-sql/test/migrations.test.ts',
    name: 'from version 1 keep on PostgreSQL what is there, and so does the way back',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A migration that fails leaves nothing behind, on SQLite too.',
  file: 'packages/eventlogs-kysely/src/run-migration.ts',
  search: "if (dialect === 'postgres' || db.isTransaction) return await step()",
  replace: 'return await step()',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'leaves nothing behind when a step fails',
  },
})

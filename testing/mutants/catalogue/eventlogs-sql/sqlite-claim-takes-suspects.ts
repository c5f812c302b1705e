import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite events of a dead session are claimed one at a time.',
  file: 'packages/eventlogs-sql/src/sqlite/claims.ts',
  search: 'where ended_at is null or expired))',
  replace: 'where ended_at is null))',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'events of a dead session come one at a time, in order, with the death as an attempt',
  },
})

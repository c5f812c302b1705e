import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of a session that died are claimed one at a time, not among others.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'where ended_at is null or expired)))',
  replace: 'where ended_at is null)))',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'events of a dead session come one at a time, in order, with the death as an attempt',
  },
})

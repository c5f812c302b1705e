import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim never waits for another one that takes a retry.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'order by available_at limit $4::bigint for update skip locked',
  replace: 'order by available_at limit $4::bigint for update',
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'skips a retry that another transaction is about to take',
  },
})

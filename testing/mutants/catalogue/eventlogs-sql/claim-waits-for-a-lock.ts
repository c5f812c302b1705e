import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim never waits for another one.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'order by seq limit $2::bigint - (select count(*) from due) for update skip locked',
  replace: 'order by seq limit $2::bigint - (select count(*) from due) for update',
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'skips what another transaction has locked, and does not wait for it',
  },
})

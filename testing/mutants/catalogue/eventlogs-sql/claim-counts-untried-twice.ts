import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'An event of a session that ended by itself was not tried, and its attempt is not counted twice.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'case when p.session is null then 1 else 0 end',
  replace: '1',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'the end of a session frees its events at once, with their attempt counted once',
  },
})

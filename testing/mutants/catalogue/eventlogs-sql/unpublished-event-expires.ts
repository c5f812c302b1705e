import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that is not published is never deleted.',
  file: 'packages/eventlogs-sql/src/postgres/expiry.ts',
  search: '[queue, waiting, exhausted, closed].map(standsIn)',
  replace: '[exhausted, closed].map(standsIn)',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'an event that is not published is never deleted, however old',
  },
})

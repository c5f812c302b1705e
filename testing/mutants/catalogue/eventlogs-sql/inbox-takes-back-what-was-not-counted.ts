import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No more attempts are taken back than were counted.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'where attempts > 0 and ${unhandled}',
  replace: 'where ${unhandled}',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > taking back what was never attempted changes nothing',
  },
})

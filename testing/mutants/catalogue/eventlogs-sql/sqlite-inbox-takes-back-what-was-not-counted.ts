import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No more attempts are taken back than were counted.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: ' and handled_at is null and attempts > 0`',
  replace: ' and handled_at is null`',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > taking back what was never attempted changes nothing',
  },
})

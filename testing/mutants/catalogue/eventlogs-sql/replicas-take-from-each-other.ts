import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two processes on one database deliver every event once.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: 'and session not in (select id from ${session} where ended_at is null or expired)))',
  replace: '))',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/processes.test.ts',
    name: 'deliver every event once, while a third one publishes',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record of an event that is dated later is kept until its date’s window is over.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "'greatest(v_now, p_date) + p_window'",
  replace: "'v_now + p_window'",
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > the window of an event to come is counted from its date',
  },
})

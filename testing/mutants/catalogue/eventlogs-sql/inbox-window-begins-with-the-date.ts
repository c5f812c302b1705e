import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record of an old event is kept for a window from when it was handled.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "'greatest(v_now, p_date) + p_window'",
  replace: "'p_date + p_window'",
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > the window of an old event is counted from when it was handled',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite an event of which there are attempts is not refused, whatever its date.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'or exists (select 1 from ${inbox} where ${isIt}))',
  replace: 'or exists (select 1 from ${inbox} where ${isIt} and false))',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > an event outside the window is not refused where its attempts are still there',
  },
})

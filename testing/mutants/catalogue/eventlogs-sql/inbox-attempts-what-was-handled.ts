import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled begins no attempt.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: 'set attempts = i.attempts + 1, ${prolonged} where i.handled_at is null\n',
  replace: 'set attempts = i.attempts + 1, ${prolonged}\n',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > what was handled begins no attempt',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One attempt is taken back, and no other.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'set attempts = attempts - 1 where',
  replace: 'set attempts = 0 where',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > an attempt that is taken back is counted again, on every replica',
  },
})

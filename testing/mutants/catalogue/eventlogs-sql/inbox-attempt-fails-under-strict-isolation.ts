import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Attempts are counted also where transactions are stricter than read committed.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'await retryingSerialization(database).query<{\n        attempt',
  replace: 'await database.query<{\n        attempt',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/attempts.test.ts',
    name: 'an attempt on PostgreSQL > is counted also where transactions are stricter than read committed by default',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What comes after an attempt on its connection is durable.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "'off', true)",
  replace: "'off', false)",
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/attempts.test.ts',
    name: 'an attempt on PostgreSQL > does not wait for the disk, and leaves everything after it durable',
  },
})

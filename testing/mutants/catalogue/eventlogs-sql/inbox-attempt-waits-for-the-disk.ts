import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Counting an attempt does not wait for the disk.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "  perform set_config('synchronous_commit', 'off', true);\n",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/attempts.test.ts',
    name: 'an attempt on PostgreSQL > does not wait for the disk, and leaves everything after it durable',
  },
})

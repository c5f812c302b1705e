import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Leases are measured by a clock that goes on inside a transaction.',
  file: 'packages/eventlogs-sql/src/postgres/now.ts',
  search: 'extract(epoch from clock_timestamp())',
  replace: 'extract(epoch from now())',
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'a lease counts from the moment of its renewal, not from its transaction’s start',
  },
})

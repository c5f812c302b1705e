import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Exhausted events are deleted only when asked for.',
  file: 'packages/eventlogs-sql/src/postgres/expiry.ts',
  search: '[queue, waiting, exhausted, closed].map(standsIn)',
  replace: '[queue, waiting, closed].map(standsIn)',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'exhausted events are deleted only when asked for, counted from when they were given up',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What one claim leaves for the next stands above the floor.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search: 'if (rows.length < limit) this',
  replace: 'if (pending.length >= 0) this',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'stays below what one claim has left for the next',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The floor is never raised past what can still commit below it.',
  file: 'packages/eventlogs-sql/src/postgres/floors.ts',
  search: 'Math.min(seen, settled)',
  replace: 'Math.min(seen, settled + 1_000_000)',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'is never raised past an event whose transaction commits late',
  },
})

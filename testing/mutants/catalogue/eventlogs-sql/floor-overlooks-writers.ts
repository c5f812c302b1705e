import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The floor is never raised past an event whose transaction commits late.',
  file: 'packages/eventlogs-sql/src/postgres/horizon.ts',
  search: "l.mode = 'RowExclusiveLock'",
  replace: "l.mode = 'ExclusiveLock'",
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'is never raised past an event whose transaction commits late',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What this log replays is found by its next recent scan.',
  file: 'packages/eventlogs-sql/src/postgres/postgres-log.ts',
  search: 'this.#lower(lowest === undefined ? [] : [lowest])',
  replace: 'void lowest',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'is lowered by what this log gives back, replays or makes due',
  },
})

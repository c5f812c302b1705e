import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of a session that ended elsewhere are found by the next recent scan.',
  file: 'packages/eventlogs-sql/src/postgres/horizon.ts',
  search: 'if ([...before].some((id) => !this.#live.has(id))) sessionEnded()',
  replace: 'void [before, sessionEnded]',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'falls when a session has ended elsewhere, so that its events are found at once',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A frame that rolls back takes its events with it.',
  file: 'packages/integration-events/src/in-memory/in-memory-append.ts',
  search: 'void this.#uncommitted.delete(append)',
  replace: 'undefined',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a nested frame that rolls back takes only its own events with it',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events appended under a session that has ended are born pending.',
  file: 'packages/integration-events/src/in-memory/in-memory-append.ts',
  search: 'session !== null && this.#tables.lives(session) ? session : null',
  replace: 'session',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > events appended under a session that has ended are born pending',
  },
})

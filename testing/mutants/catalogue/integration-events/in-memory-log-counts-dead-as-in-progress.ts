import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of a session that ended or died count as pending.',
  file: 'packages/integration-events/src/in-memory/in-memory-stats.ts',
  search: 'session !== null && tables.lives(session)',
  replace: 'session !== null',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > events of a session that has ended or died are pending',
  },
})

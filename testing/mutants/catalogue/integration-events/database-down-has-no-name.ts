import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A database that is down at start is a named error.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: 'throw new EventLogUnavailableError({ eventLog: eventLog.name, cause })',
  replace: 'throw cause',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'fails with a named error when the database is down, starts nothing, and can be called again',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Settings of the database that break a promise are warned about at start.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: 'for (const warning of warnings) logger.warn(',
  replace: 'for (const warning of warnings) logger.debug(',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'opens the event log with the unit of work, logs its warnings, then starts delivery',
  },
})

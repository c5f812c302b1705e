import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A retry waits for its delay.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: 'tables.now() + settlement.delay',
  replace: 'tables.now()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a retry waits for its delay, and is claimed after it with its error and next attempt',
  },
})

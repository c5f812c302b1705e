import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One event that cannot be read does not stop the others.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: 'return { sequence, attempts, topic: stored.topic, error }',
  replace: 'throw error',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > an event that cannot be read is claimed beside the good ones',
  },
})

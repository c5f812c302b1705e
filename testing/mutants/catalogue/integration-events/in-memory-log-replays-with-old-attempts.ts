import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replayed event has no attempts.',
  file: 'packages/integration-events/src/in-memory/in-memory-operations.ts',
  search: 'attempts: 0',
  replace: 'attempts: 1',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a replayed event is the same event, with its attempts counted anew',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Expiry deletes no event that is not published.',
  file: 'packages/integration-events/src/in-memory/in-memory-expiry.ts',
  search: 'if (tables.queue.has(sequence) || tables.waiting.has(sequence)) continue',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > an event that is not published is never deleted, however old',
  },
})

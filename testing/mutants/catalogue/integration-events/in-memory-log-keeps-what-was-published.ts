import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was published leaves the queue.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: "    case 'published':\n      tables.queue.delete(sequence)",
  replace: "    case 'published':",
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > what was published leaves the queue and stays in the log',
  },
})

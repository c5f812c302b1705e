import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Published events are kept until their date.',
  file: 'packages/integration-events/src/in-memory/in-memory-expiry.ts',
  search: 'if (date <= now) expired.push(sequence)',
  replace: 'expired.push(sequence)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > published events are deleted past their date, and not before',
  },
})

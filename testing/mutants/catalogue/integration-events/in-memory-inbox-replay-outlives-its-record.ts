import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled finds its record for as long as its replay is within the window.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'Math.max(row.keptUntil, delivery.date + delivery.window)',
  replace: 'row.keptUntil',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'a later date of what was handled, which a replay has, prolongs its record',
  },
})

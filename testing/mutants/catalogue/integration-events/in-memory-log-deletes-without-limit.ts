import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Cleaning is bounded.',
  file: 'packages/integration-events/src/in-memory/in-memory-expiry.ts',
  search: 'expired.slice(0, request.limit)',
  replace: 'expired.slice()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > the cleaning is bounded by its limit, and says whether there is more',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A second death, alone with an event, is blamed on it.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '    alone: true,',
  replace: '    alone: false,',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > who dies with one event alone is known to have died of it, and the others are not blamed',
  },
})

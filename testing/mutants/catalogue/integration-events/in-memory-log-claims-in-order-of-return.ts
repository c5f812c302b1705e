import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim takes events in order of sequence.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '    .toSorted(([left], [right]) => left - right)\n    .slice(',
  replace: '    .slice(',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > due retries and pending events come in one order of sequence',
  },
})

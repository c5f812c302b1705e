import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that was claimed with others again did not kill its process alone.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '{ ...queued, attempts, alone: false }',
  replace: '{ ...queued, attempts }',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a suspect of a session that ended by itself is free, with its attempt counted once',
  },
})

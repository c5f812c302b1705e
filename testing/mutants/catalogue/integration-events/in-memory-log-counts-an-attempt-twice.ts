import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a session that ended by itself gave back was not tried.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: 'queued.session === null ? queued.attempts + 1 : queued.attempts',
  replace: 'queued.attempts + 1',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > the end of a session frees its events at once, with their attempt counted once',
  },
})

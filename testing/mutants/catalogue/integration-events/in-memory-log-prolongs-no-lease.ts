import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A renewal prolongs the lease.',
  file: 'packages/integration-events/src/in-memory/in-memory-sessions.ts',
  search: '{ ...own, expiresAt: now + leaseDuration }',
  replace: 'own',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a renewal prolongs the lease from now on',
  },
})

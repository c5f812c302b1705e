import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What has ended stays ended.',
  file: 'packages/integration-events/src/in-memory/in-memory-sessions.ts',
  search:
    'if (own?.ended === null) tables.sessions.set(session, { ...own, expiresAt: now + leaseDuration })',
  replace:
    'if (own !== undefined) tables.sessions.set(session, { ...own, ended: null, expiresAt: now + leaseDuration })',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a session whose lease ran out is found dead by the renewal of another, once',
  },
})

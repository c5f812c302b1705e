import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that died cannot end itself afterwards.',
  file: 'packages/integration-events/src/in-memory/in-memory-sessions.ts',
  search: 'if (own?.ended !== null) return',
  replace: 'if (own === undefined) return',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > ending a session twice, or one that died, changes nothing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that has ended claims nothing.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: 'if (!tables.lives(request.session)) return { events, undecodable }',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a claim for a session that has ended takes nothing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that lost its lease changes nothing.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: '!alive || queued?.session !== session',
  replace: 'queued === undefined',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a session that was declared dead can change nothing anymore',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that has ended changes nothing, even if nobody has taken over yet.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: '!alive || ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a session that ended can change nothing anymore',
  },
})

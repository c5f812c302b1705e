import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session whose lease ran out is found dead.',
  file: 'packages/integration-events/src/in-memory/in-memory-sessions.ts',
  search: "by: 'death' } })\n    ended++",
  replace: "by: 'itself' } })\n    ended++",
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > events of a dead session come one at a time, in order, with the death as an attempt',
  },
})

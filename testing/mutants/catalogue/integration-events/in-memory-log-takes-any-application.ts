import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The first application that opens a log owns it.',
  file: 'packages/integration-events/src/in-memory/in-memory-event-log.ts',
  search: 'if (tables.owner !== source)',
  replace: "if (tables.owner === '')",
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > open refuses another application than the one that opened the log first',
  },
})

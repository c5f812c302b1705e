import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock knows of statements that are on their way, so that none is given up.',
  file: 'packages/integration-events/src/delivery/time-limit.ts',
  search: '    clock.awaits?.(work)\n',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/testing-tools.test.ts',
    name: 'the tools for tests, on postgres > move retries from memory, and no time limit while the database answers',
  },
})

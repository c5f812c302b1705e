import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Being born owned counts as the first attempt.',
  file: 'packages/integration-events/src/in-memory/in-memory-append.ts',
  search: 'attempts: row.owned ? 1 : 0',
  replace: 'attempts: 0',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > being born owned counts as the first attempt',
  },
})

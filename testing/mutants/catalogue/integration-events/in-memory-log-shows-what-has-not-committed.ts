import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nobody sees an event before its transaction has committed.',
  file: 'packages/integration-events/src/in-memory/in-memory-append.ts',
  search: "if (append.root.state !== 'committed') continue",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > before the commit nobody sees an event',
  },
})

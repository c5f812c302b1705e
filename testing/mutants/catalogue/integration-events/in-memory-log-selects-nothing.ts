import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An empty selection is refused.',
  file: 'packages/integration-events/src/in-memory/in-memory-operations.ts',
  search: ' && selection.ids.length > 0',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a selection that selects nothing is refused, and nothing is changed',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Cleaning leaves alone what is being handled.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: ' && !records.isOpen(row)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > cleaning waits for nobody who handles an event, and leaves that event alone',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that still runs is never forgotten.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-progress.ts',
  search: 'if (sends === 0 && running.size === 0) this',
  replace: 'this',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'never forgets a handler that is still running',
  },
})

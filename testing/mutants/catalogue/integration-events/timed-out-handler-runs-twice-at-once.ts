import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that still runs is not started a second time for its event.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: 'if (earlier !== undefined) return',
  replace: 'if (earlier === null) return',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'is waited for by the next send of its event, and not started a second time',
  },
})

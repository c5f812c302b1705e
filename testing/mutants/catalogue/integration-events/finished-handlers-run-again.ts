import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that has finished does not run again when the event is sent again.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: 'progress.done.has(consumer) ?',
  replace: 'progress.done.size > 1_000 ?',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'is sent again when a handler fails, and only the handlers that have not finished run',
  },
})

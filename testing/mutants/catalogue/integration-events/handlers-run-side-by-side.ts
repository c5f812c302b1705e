import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Handlers run one at a time by default.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: 'new RunSlots(options.concurrency)',
  replace: 'new RunSlots(options.concurrency + 1)',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'run one at a time, over all sends',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that hangs holds up no other event.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: 'this.#slots.giveBack()',
  replace: 'if (!progress.running.has(consumer)) this.#slots.giveBack()',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'holds up no other event',
  },
})

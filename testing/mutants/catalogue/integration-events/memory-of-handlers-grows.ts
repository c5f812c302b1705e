import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The memory of finished handlers is bounded.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-progress.ts',
  search: 'this.#events.size <= this.#capacity',
  replace: 'this.#events.size <= this.#capacity + 1_000',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'is bounded: what is forgotten runs again',
  },
})

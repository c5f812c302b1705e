import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'At most `concurrency` calls are in flight.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: 'while (this.#calls < this.#concurrency && this',
  replace: 'while (this.#concurrency > 0 && this',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > has at most `concurrency` calls in flight',
  },
})

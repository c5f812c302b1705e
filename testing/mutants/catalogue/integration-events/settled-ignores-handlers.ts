import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus has not settled before its handlers have run.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: 'return this.queue.size === waiting && this.#isQuiet',
  replace: 'return this.settlements.size === waiting - waiting',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > waits until the handlers have run',
  },
})

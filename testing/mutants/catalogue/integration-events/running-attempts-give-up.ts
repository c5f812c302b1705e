import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is given up by attempts that have failed, and not by those that still run.',
  file: 'packages/integration-events/src/subscriber/handling/at-least-once.ts',
  search: 'this.#attempts.isRunning(event) ? this.#busy(event) : spent',
  replace: 'spent',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'a handler without an inbox > is given up by attempts that have failed, and not by those that still run',
  },
})

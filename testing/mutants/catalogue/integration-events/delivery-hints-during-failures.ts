import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Hints do not shorten the pauses after failures.',
  file: 'packages/integration-events/src/delivery/background-task.ts',
  search: 'this.#failures > 0 ? new WakeUpSignal() : this.#wakeUp',
  replace: 'this.#wakeUp',
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'a background task > lets no hint shorten the pause after a failure',
  },
})

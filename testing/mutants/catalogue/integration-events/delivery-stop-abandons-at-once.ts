import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop lets sends end within its deadline.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: `    this.#stopping.abort()
    stages.handBackWaiting()`,
  replace: `    this.#stopping.abort()
    this.#abandoned.abort()
    stages.handBackWaiting()`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > lets sends end within the deadline, and writes their outcomes',
  },
})

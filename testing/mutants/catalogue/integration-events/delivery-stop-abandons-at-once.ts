import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop lets sends end within its deadline.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: `    const deadline = this.#deadline
    stages.handBackWaiting()`,
  replace: `    const deadline = this.#deadline
    this.#abandoned.abort()
    stages.handBackWaiting()`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > lets sends end within the deadline, and writes their outcomes',
  },
})

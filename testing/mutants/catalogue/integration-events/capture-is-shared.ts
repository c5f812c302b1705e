import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Captures of one bus know nothing of each other.',
  file: 'packages/integration-events/src/bus/committed-events.ts',
  search: 'void this.#listeners.delete(listener)',
  replace: 'void this.#listeners.clear()',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'a capture > knows nothing of another one, of the same bus or of another bus',
  },
})

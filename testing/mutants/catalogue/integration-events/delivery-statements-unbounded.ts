import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A second statement is begun only for a full batch.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'return this.#statements === 1 && isHealthy && this.#backlog.hasFullBatch',
  replace: 'return isHealthy',
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > begins a second statement only for a full batch',
  },
})

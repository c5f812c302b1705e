import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The cleaner deletes until nothing is left.',
  file: 'packages/integration-events/src/delivery/expiry-batches.ts',
  search: '!(await this.#batch())) return false',
  replace: '!(await this.#batch()) || batches === 0) return false',
  killedBy: {
    test: 'packages/integration-events/test/delivery/cleaners.test.ts',
    name: 'the cleaner > deletes in bounded batches until nothing is left',
  },
})

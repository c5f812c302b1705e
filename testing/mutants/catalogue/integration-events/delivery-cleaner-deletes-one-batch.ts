import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The cleaner deletes until nothing is left.',
  file: 'packages/integration-events/src/delivery/event-log-cleaner.ts',
  search: '!(await this.#deleteBatch())) return false',
  replace: '!(await this.#deleteBatch()) || batches === 0) return false',
  killedBy: {
    test: 'packages/integration-events/test/delivery/cleaners.test.ts',
    name: 'the cleaner > deletes in bounded batches until nothing is left',
  },
})

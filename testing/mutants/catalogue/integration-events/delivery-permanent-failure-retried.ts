import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A permanent failure is exhausted at once.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: 'return this.#listener.exhausted(event, errorText(outcome.error))',
  replace: 'return this.#failed(event, outcome.error)',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'retries > of a permanent failure do not happen',
  },
})

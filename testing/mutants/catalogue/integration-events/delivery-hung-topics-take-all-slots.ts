import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Topics in trouble leave slots to those that work.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: 'return calls === 0 && this.#troubledCalls() < Math.max(1, Math.floor(concurrency / 2))',
  replace: 'return calls === 0',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > leaves half of the slots to topics that work when many others hang',
  },
})

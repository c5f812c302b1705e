import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Calls of advance go one after the other.',
  file: 'packages/integration-events/src/testing/virtual-clock.ts',
  search: 'before.then(() => this.#advance(span))',
  replace: 'this.#advance(span, before)',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > advances one call after the other',
  },
})

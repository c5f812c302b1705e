import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An unknown commit is known at once, whatever hooks of the application do.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'this.#rolledBack(), { first: true })',
  replace: 'this.#rolledBack())',
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'is given up for no hook of the application when nobody knows whether it was committed',
  },
})

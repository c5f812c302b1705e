import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What has committed is handed over whatever hooks of the application do.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'this.#committed(), { first: true })',
  replace: 'this.#committed())',
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'the hand-over to delivery > waits for no hook of the application',
  },
})

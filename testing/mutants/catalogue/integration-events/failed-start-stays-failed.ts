import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A start that failed can be called again.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: '      this.#opening = undefined\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'fails with a named error when the database is down, starts nothing, and can be called again',
  },
})

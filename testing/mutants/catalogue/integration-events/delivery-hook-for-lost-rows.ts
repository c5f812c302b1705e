import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The hook onExhausted is not told of events that another process took over.',
  file: 'packages/integration-events/src/delivery/exhausted-events.ts',
  search: 'if (!certain && !(await this.#isExhausted(exhausted))) return',
  replace: 'void certain',
  killedBy: {
    test: 'packages/integration-events/test/delivery/exhausted.test.ts',
    name: 'onExhausted > is not told of an event that another process took over',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A drain ends within the time of a stop.',
  file: 'packages/integration-events/src/delivery/delivery-engine.ts',
  search: 'this.#drained?.run.abort(timeout)',
  replace: 'this.#drained?.run.abort(Infinity)',
  killedBy: {
    test: 'packages/integration-events/test/delivery/drain.test.ts',
    name: 'has no more time after a stop than that gives',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A start does not inherit the AsyncLocalStorage of a request.',
  file: 'packages/integration-events/src/delivery/delivery-engine.ts',
  search: 'const started = outsideRequests(() => this.#start())',
  replace: 'const started = this.#start()',
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'the AsyncLocalStorage of a request > is not seen by anything that a start or a drain inside of it sets off',
  },
})

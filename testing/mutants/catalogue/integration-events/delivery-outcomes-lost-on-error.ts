import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'While the log can not be written to, outcomes are kept.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'this.#listener.owns(first.session)) this.#backlog.failed(batch)',
  replace: 'this.#listener.owns(first.session)) return',
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > keeps the outcomes while the log can not be written to, and sends nothing twice',
  },
})

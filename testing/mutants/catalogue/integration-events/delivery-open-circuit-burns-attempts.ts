import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An open circuit burns no attempts.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: 'if (this.#circuits.isOpen(event.event.topic)) {',
  replace: 'if (this.#circuits.isOpen(event.event.topic) && event.attempts < 0) {',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > burns no attempts, however long it is open',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'While a circuit is open, events of its topic are born pending.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: ' || this.#listener.isPaused(event.topic)) return false',
  replace: ') return false',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > while the circuit of their topic is open',
  },
})

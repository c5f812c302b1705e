import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Only failed calls in a row open the circuit.',
  file: 'packages/integration-events/src/delivery/circuit-breaker.ts',
  search: `        this.#topics.delete(topic)
        return outage === null`,
  replace: `        if (outage !== null) this.#topics.delete(topic)
        return outage === null`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > stays closed when a call with any accepted event comes between',
  },
})

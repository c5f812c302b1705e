import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One bad event does not keep a circuit open.',
  file: 'packages/integration-events/src/delivery/topic-probes.ts',
  search: 'const event = (await this.#claimAnother(topic)) ?? this.#kept.get(topic)?.shift()',
  replace: 'const event = this.#kept.get(topic)?.shift() ?? (await this.#claimAnother(topic))',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > probes with another event each time, so that one bad event does not keep it open',
  },
})

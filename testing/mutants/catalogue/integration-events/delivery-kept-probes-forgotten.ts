import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was kept for probes is sent when the circuit closes.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `    for (const event of this.probes.takeKept(topic)) this.#route(event)
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > closes by a probe that is accepted: all that waits is sent at once',
  },
})

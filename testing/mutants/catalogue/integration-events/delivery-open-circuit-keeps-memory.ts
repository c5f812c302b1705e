import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An open circuit gives back what waits in memory.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `    this.outcomes.release([...ready, ...retries.map(({ event }) => event)])
`,
  replace: `    for (const event of [...ready, ...retries.map((retry) => retry.event)]) this.queue.ready(event)
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > gives back what waits in memory, with its attempt',
  },
})

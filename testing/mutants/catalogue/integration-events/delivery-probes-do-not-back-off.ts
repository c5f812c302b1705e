import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Probes come in doubling intervals.',
  file: 'packages/integration-events/src/delivery/circuit-breaker.ts',
  search: 'outage.interval = Math.min(outage.interval * 2, options',
  replace: 'outage.interval = Math.min(outage.interval, options',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > is probed in doubling intervals up to the longest, one event at a time',
  },
})

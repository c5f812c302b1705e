import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'There is one probe at a time.',
  file: 'packages/integration-events/src/delivery/circuit-breaker.ts',
  search: 'return outage != null && !outage.probing && outage.nextProbeAt <= now',
  replace: 'return outage != null && outage.nextProbeAt <= now',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > has one probe at a time, even if it hangs',
  },
})

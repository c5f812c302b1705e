import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Failed calls in a row open the circuit.',
  file: 'packages/integration-events/src/delivery/circuit-breaker.ts',
  search: "if (verdict === 'failed' && state.failures < failures) return undefined",
  replace: "if (verdict === 'failed' && failures > 0) return undefined",
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > opens after five failed calls in a row, and then nothing is sent but probes',
  },
})

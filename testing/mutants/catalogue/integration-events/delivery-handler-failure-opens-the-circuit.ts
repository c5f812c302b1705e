import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that fails by itself is exhausted, and pauses no topic.',
  file: 'packages/integration-events/src/delivery/outcome.ts',
  search: "outcome.status === 'transient' && outcome.concerns === 'event'",
  replace: "outcome.status === 'transient' && outcome.concerns === undefined",
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > stays closed however often single events fail, and those are exhausted',
  },
})

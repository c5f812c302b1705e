import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing of a topic whose circuit is open is claimed but probes.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: 'exceptTopics: () => this.circuits.openTopics,',
  replace: 'exceptTopics: () => [],',
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'the circuit of a topic > is probed by a claim for that topic alone, of one event',
  },
})

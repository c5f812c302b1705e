import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus has settled although an event waits for its retry from memory.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: 'this.probes.size + this.queue.retries.length',
  replace: 'this.probes.size',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > does not wait for a retry from memory, but for its run once it is due',
  },
})

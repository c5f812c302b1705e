import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus has settled although a topic pauses.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: 'this.probes.size + this.queue.retries.length',
  replace: 'this.queue.retries.length',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > does not wait for topics that pause',
  },
})

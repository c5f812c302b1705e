import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publish after stop is refused.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: ": Promise.reject(new BusStoppedError({ operation: 'publish' }))",
  replace: ': prepareEvent(call, this.#preparation)',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'a publish after stop > is refused, and the unit around it can no longer commit',
  },
})

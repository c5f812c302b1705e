import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop that comes during a start leaves nothing running.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: "await this.#open()\n    this.#assertNotStopped('start')",
  replace: 'await this.#open()',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'starts no delivery when stop came while the event log was being checked',
  },
})

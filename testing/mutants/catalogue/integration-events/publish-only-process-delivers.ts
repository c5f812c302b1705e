import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A process that only publishes starts no delivery.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: 'if (!this.#options.delivery.deliver) return',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'starts no delivery in a process that only publishes',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The demo exits with 1 when nothing is delivered, whatever the library believes.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: 'return this.#publisher.publish(events, { signal })',
  replace: "signal.throwIfAborted()\n    return events.map(() => ({ status: 'accepted' }))",
  killedBy: {
    prepare: ['tsc -b examples/quickstart'],
    command: 'node examples/quickstart/dist/main.js',
    prints: '✗ a committed order is at the broker within milliseconds',
  },
})

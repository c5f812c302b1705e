import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A retry that is due does not wait for one that was added before it.',
  file: 'packages/integration-events/src/delivery/local-retries.ts',
  search:
    'this.#waiting.splice(before + 1, 0, { event, dueAt })\n    if (before === -1) this.#disarm()',
  replace: 'this.#waiting.push({ event, dueAt })',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'wait for as long as the publisher wishes, whichever of two events is due first',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was committed is captured, also where nothing is delivered.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'for (const { rows } of this.#appends) this.#committedEvents.tell',
  replace:
    'for (const { rows } of this.#appends) if (rows.some(({ owned }) => owned)) this.#committedEvents.tell',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > come of a bus that delivers nothing',
  },
})

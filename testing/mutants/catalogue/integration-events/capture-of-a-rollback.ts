import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What rolled back is not captured.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: '    for (const { reservation } of this.#appends) {\n      if (this.#root.state',
  replace:
    '    for (const { reservation, rows } of this.#appends) {\n      this.#committedEvents.tell(rows.map(({ event }) => event))\n      if (this.#root.state',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > are none of a rollback of what was saved before',
  },
})

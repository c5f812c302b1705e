import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A commit whose outcome is unknown is not captured.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: "      if (this.#root.state === 'unknown') reservation.unknown()",
  replace:
    "      if (this.#root.state === 'unknown') {\n        for (const { rows } of this.#appends) this.#committedEvents.tell(rows.map(({ event }) => event))\n        reservation.unknown()\n      }",
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > are none of a commit whose outcome is unknown',
  },
})

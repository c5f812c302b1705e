import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who listens to what was committed costs no hand-over.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'for (const { reservation, rows } of this.#appends) reservation.committed(rows)',
  replace:
    'for (const { reservation, rows } of this.#appends) {\n      this.#committedEvents.tell(rows.map(({ event }) => event))\n      reservation.committed(rows)\n    }',
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'the hand-over to delivery > comes before who listens to what was committed, and whom it may cost nothing',
  },
})

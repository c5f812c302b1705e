import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing of a rolled-back transaction is handed over, not even from memory.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search:
    "for (const { reservation } of this.#appends) {\n      if (this.#root.state === 'unknown') reservation.unknown()\n      else reservation.rolledBack()",
  replace:
    "for (const { reservation, rows } of this.#appends) {\n      if (this.#root.state === 'unknown') reservation.unknown()\n      else reservation.committed(rows)",
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'does not happen for what saveChanges appended in a unit that rolled back then',
  },
})

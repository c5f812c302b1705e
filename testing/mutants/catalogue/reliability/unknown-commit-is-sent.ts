import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What may not have been committed is not sent from memory.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: `    for (const { reservation } of this.#appends) {
      if (this.#root.state === 'unknown') reservation.unknown()`,
  replace: `    for (const { reservation, rows } of this.#appends) {
      if (this.#root.state === 'unknown') reservation.committed(rows)`,
  killedBy: {
    test: 'testing/reliability/test/commit-outcome.test.ts',
    name: 'a connection cut during a COMMIT that reaches nobody > says that the outcome is unknown, and delivers what was committed with 1 replicas',
  },
})

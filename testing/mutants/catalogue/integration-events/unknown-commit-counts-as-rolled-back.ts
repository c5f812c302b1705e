import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A commit whose outcome is unknown is neither handed over nor taken for a rollback.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: "if (this.#root.state === 'unknown') reservation.unknown()",
  replace: "if (this.#root.state === 'open') reservation.unknown()",
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'is neither done nor undone when the outcome of the commit is unknown',
  },
})

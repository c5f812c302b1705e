import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A failed append gives the room in memory back.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'this.#appends.push(append)',
  replace: 'this.#root.beforeCommit(() => void this.#appends.push(append), { last: true })',
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'does not happen when the append fails: the room is free again',
  },
})

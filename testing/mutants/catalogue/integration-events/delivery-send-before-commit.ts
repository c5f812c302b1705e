import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is sent before its transaction committed.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: `    if (room.events > 0) this.#rooms.add(room)
`,
  replace: `    if (room.events > 0) this.#rooms.add(room)
    if (session !== null) {
      for (const event of events) {
        this.#listener.handedOver(holdEvent({ sequence: 1, event, attempts: 1 }, session))
      }
    }
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > sends nothing before the commit, and nothing after a rollback',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of dead processes are taken over at once when the death is noticed.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: `    if (ended > 0) this.#listener.othersDied()
`,
  replace: `    void ended
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > wakes the poller when it found the sessions of others dead',
  },
})

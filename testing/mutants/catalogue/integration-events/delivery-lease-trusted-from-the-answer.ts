import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A lease is trusted from before its heartbeat was sent.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: '    if (alive) this.#heard(sentAt)',
  replace: '    if (alive) this.#heard(clock.now())',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > is trusted from before the heartbeat was sent, not from its answer',
  },
})

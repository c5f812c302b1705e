import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A send starts only if it ends before the lease does.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: 'this.#trustedUntil - clock.now() > options.publishTimeout',
  replace: 'this.#trustedUntil - clock.now() > 0',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > starts no send that could outlive the lease',
  },
})

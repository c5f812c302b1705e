import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A process that overslept its lease starts no send.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search:
    'return this.#session !== null && this.#trustedUntil - clock.now() > options.publishTimeout',
  replace: 'return this.#session !== null && options !== undefined && clock !== undefined',
  killedBy: {
    test: 'testing/reliability/test/dead-session.test.ts',
    name: 'a dead session > whose process only slept changes nothing, and starts no new send',
  },
})

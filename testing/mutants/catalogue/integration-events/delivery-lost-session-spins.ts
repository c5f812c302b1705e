import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that is lost during a stop leaves the process in peace.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: 'if (this.#session === null) return this.#interval',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'leaves the process in peace when it is lost during a stop',
  },
})

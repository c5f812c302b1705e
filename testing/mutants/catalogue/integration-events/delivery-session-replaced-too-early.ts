import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session is replaced only after what it sends is settled.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: '    if (this.#retiring && this.#listener.isEmpty()) await this.#replace()',
  replace: '    if (this.#retiring) await this.#replace()',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > is replaced only after what it sends is settled',
  },
})

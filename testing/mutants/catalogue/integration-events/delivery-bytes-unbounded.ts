import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Memory holds no more bytes than it may.',
  file: 'packages/integration-events/src/delivery/local-queue.ts',
  search: 'if (events > this.#capacity.events || allBytes > this.#capacity.bytes) return false',
  replace: 'if (events > this.#capacity.events) return false',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > beyond the bytes that memory has room for',
  },
})

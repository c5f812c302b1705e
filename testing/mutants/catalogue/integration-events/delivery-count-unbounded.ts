import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Memory holds no more events than it may.',
  file: 'packages/integration-events/src/delivery/local-queue.ts',
  search: 'if (events > this.#capacity.events || allBytes',
  replace: 'if (allBytes',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > beyond the number that memory has room for',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop refuses new work.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: '&& !this.#retiring && !this.#context.stopping.aborted',
  replace: '&& !this.#retiring',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > from the beginning of the stop on',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who waits is told when outcomes of a lost session are dropped.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'else this.#listener.dropped()',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > tells who waits when the outcomes of a lost session are dropped',
  },
})

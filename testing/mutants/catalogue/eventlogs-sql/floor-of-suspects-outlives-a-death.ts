import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Suspects of another dead session are found, wherever they stand.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search: '`suspects ${this.#horizon.dead} ${topicFilterKey(filter)}`',
  replace: '`suspects ${topicFilterKey(filter)}`',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'of suspects falls when another session has died, also one that was never seen alive',
  },
})

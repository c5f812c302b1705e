import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'The floor waits for every transaction that had taken a sequence, not only for the first.',
  file: 'packages/eventlogs-sql/src/postgres/horizon.ts',
  search: 'this.#settled = Math.max(this.#settled, this.#pending.lastSeq)',
  replace: 'this.#settled = sample.lastSeq',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'is never raised past a transaction that began after one that is still awaited',
  },
})

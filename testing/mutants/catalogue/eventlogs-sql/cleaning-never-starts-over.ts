import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Each round of the cleaning begins at the head of the log.',
  file: 'packages/eventlogs-sql/src/expiry-window.ts',
  search: 'this.#after = more ? Number(reached ?? this.#after) : 0',
  replace: 'this.#after = Number(reached ?? this.#after)',
  killedBy: {
    test: 'packages/eventlogs-sql/test/expiry.test.ts',
    name: 'begins at the head again in its next round',
  },
})

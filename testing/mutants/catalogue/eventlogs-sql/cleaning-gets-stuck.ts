import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The cleaning gets past old events that must stay.',
  file: 'packages/eventlogs-sql/src/expiry-window.ts',
  search: 'this.#after = more ? Number(reached ?? this.#after) : 0',
  replace: 'this.#after = more && reached === undefined ? 1 : 0',
  killedBy: {
    test: 'packages/eventlogs-sql/test/expiry.test.ts',
    name: 'reads a bounded part of the log at a time, and gets past old events that must stay',
  },
})

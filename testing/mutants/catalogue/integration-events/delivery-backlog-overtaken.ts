import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'While older events wait in the log, new ones are born pending.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: 'this.#listener.backlog() ? null : this.#listener.session()',
  replace: 'this.#listener.session()',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > while older events wait in the log',
  },
})

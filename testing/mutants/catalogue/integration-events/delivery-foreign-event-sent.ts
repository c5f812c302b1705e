import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose session was lost before its commit is not sent by this process.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: '} else if (this.#listener.owns(session)) {',
  replace: '} else if (this.#listener.owns(session) || sequence > 0) {',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > drops an event whose session was lost before its commit; another process sends it',
  },
})

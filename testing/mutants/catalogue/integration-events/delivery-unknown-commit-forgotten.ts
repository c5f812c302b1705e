import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose commit is unknown is found by the poller.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: `      this.#listener.outcomeUnknown()
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > takes an event whose commit is unknown from the log, by a new session',
  },
})

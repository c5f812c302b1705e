import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim whose answer got lost hides no event for good.',
  file: 'packages/integration-events/src/delivery/event-claims.ts',
  search: `      this.#listener.answerLost()
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > is replaced after a claim whose answer got lost, so that nobody waits for its rows',
  },
})

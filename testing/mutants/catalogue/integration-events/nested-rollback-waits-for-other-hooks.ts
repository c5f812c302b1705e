import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested unit of work that rolls back takes its events with it at once.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'this.#drop(frame), { first: true })',
  replace: 'this.#drop(frame))',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'takes its own events with it also while another hook of it is still running',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested unit of work that rolls back takes its events with it.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'frame.afterRollback(() => this.#drop(frame), { first: true })',
  replace: 'frame.afterRollback(() => {})',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'a nested unit of work that rolls back > takes its own events with it, and no others',
  },
})

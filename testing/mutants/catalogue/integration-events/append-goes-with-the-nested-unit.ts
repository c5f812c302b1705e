import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested unit of work that rolls back takes no event of the unit around it.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'this.#root.beforeCommit(() => this.#append(), { last: true })',
  replace: 'frame.beforeCommit(() => this.#append(), { last: true })',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'does not take the append of what is published after it',
  },
})

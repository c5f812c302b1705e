import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'All the events of a unit of work are appended, in one call.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'next = this.#published.shift()) {',
  replace: 'next = undefined) {',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is appended with all the others in one call, after every other before-commit hook',
  },
})

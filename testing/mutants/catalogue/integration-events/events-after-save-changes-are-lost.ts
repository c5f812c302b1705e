import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events that are published after a saveChanges are appended at the commit.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: '    this.#appendRegistered = false\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is appended after a saveChanges that came before it',
  },
})

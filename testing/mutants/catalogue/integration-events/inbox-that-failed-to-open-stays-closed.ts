import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An inbox that could not be opened is looked at again.',
  file: 'packages/integration-events/src/subscriber/inbox-keeper.ts',
  search: '      this.#opening = undefined\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/lifecycle.test.ts',
    name: 'that can not be used has no handler called, and is tried again',
  },
})

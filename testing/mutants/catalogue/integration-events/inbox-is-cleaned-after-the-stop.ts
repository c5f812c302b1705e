import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Once a subscriber was stopped, it deletes no records.',
  file: 'packages/integration-events/src/subscriber/inbox-keeper.ts',
  search: 'if (!this.#isStopped) this',
  replace: 'this',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/lifecycle.test.ts',
    name: 'an inbox > has nothing deleted any more once the subscriber was stopped, also while it was being opened',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A decorated method that overrides one handles an event once.',
  file: 'packages/integration-events/src/subscriber/handling-methods.ts',
  search: 'if (known === -1) methods.push(mark)',
  replace: 'if (known !== -2) methods.push(mark)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/topic.test.ts',
    name: 'is inherited, and what overrides it handles the event once',
  },
})

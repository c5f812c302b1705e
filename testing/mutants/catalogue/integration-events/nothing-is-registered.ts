import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An object without a decorated method is refused.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: 'throw noHandlingMethod(registration)',
  replace: 'return this',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/topic.test.ts',
    name: 'is an object without such a method: {}',
  },
})

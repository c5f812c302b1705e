import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is no event is given up, and not tried again without end.',
  file: 'packages/integration-events/src/subscriber/registered-handler.ts',
  search: ' || MalformedEventError.isInstance(error)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/subscriber.test.ts',
    name: 'can never handle what is no event, by its time in { time: NaN }, and is not called',
  },
})

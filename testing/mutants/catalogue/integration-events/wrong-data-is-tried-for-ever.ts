import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Data that does not fit the schema is not tried again.',
  file: 'packages/integration-events/src/subscriber/registered-handler.ts',
  search: 'EventValidationError.isInstance(error) ||',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/subscriber.test.ts',
    name: 'can never handle data that does not fit the schema, and is not called',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that throws has not handled the event.',
  file: 'packages/integration-events/src/subscriber/registered-handler.ts',
  search: "return { consumer, status: 'transient', error }",
  replace: "return { consumer, status: 'done' }",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/subscriber.test.ts',
    name: 'that throws or rejects is to be tried again',
  },
})

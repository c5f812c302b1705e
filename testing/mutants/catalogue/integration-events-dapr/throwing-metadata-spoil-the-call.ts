import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Metadata that can not be made are the fault of one event.',
  file: 'packages/integration-events-dapr/src/publisher/dapr-publisher.ts',
  search: "return { status: 'transient', error, concerns: 'event' }",
  replace: 'return undefined',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over HTTP > is transient when its metadata can not be made, and the others arrive',
  },
})

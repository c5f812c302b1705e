import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No header of an event is overwritten without a word.',
  file: 'packages/integration-events-dapr/src/publisher/dapr-publisher.ts',
  search:
    "if (header !== undefined)\n      return { status: 'permanent', error: new DaprHeaderError({ topic, header }) }",
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over HTTP > is permanent when Dapr would overwrite its header topic, and the others arrive',
  },
})

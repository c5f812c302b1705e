import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose metadata ask for the raw payload gets it.',
  file: 'packages/integration-events-dapr/src/publisher/dapr-publisher.ts',
  search: "this.#metadata(event)['rawPayload'] === undefined",
  replace: "this.#metadata(event)['rawPayload'] !== ''",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'can ask for the raw payload, for one of several',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The metadata of an event go to the component with it in a bulk call, too.',
  file: 'packages/integration-events-dapr/src/publisher/publish/bulk-publish.ts',
  search: 'metadata: metadata(event),',
  replace: 'metadata: {},',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'go to the component with that event only',
  },
})

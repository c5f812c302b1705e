import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A topic is named as it is.',
  file: 'packages/integration-events-dapr/src/publisher/publish/single-publish.ts',
  search: '${encodeURIComponent(topic)}',
  replace: '${topic}',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'are named as they are: a+b c',
  },
})

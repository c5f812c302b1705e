import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Each topic has a route of its own.',
  file: 'packages/integration-events-dapr/src/subscription/core/topic-routes.ts',
  search: '` : topic)',
  replace: '` : topic.toLowerCase())',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/options.test.ts',
    name: 'the routes of topics > are one each, survive a URL, and lead back',
  },
})

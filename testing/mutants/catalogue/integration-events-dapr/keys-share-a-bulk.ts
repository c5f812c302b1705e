import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of one key never go in one bulk call.',
  file: 'packages/integration-events-dapr/src/publisher/dapr-publisher.ts',
  search: '      event.key === null &&\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'never go in one bulk call, and arrive in their order',
  },
})

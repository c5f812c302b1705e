import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of one key never go two at once.',
  file: 'packages/integration-events-dapr/src/publisher/publish/lanes-by-key.ts',
  search: 'if (event.key !== null) known.set(event.key, opened)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'events of one key > never go two at once',
  },
})

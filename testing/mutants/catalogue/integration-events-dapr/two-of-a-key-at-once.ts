import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of one key never go two at once.',
  file: 'packages/integration-events-dapr/src/publish/lanes-by-key.ts',
  search: 'if (event.key !== null) known.set(event.key, opened)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/what-is-sent.test.ts',
    name: 'events of one key > never go two at once',
  },
})

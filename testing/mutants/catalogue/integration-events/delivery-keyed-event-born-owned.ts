import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event with a key is born pending.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: 'if (event.key !== null || this.',
  replace: 'if (this.',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > lets events be born pending > if they have a key; they are claimed',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Forgetting attempts leaves recorded what was handled.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: '?.handled === false',
  replace: '?.handled !== undefined',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > forgetting attempts leaves recorded what was handled',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a claim of other topics leaves alone stands above the floor.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search: 'const kind = topicFilterKey(filter)',
  replace: "const kind = topicFilterKey({ kind: 'all' })",
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'stays below what a claim of other topics has left',
  },
})

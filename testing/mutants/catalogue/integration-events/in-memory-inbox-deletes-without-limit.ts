import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One call deletes no more than its limit.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: '.slice(0, limit)',
  replace: '.slice(0)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the cleaning is bounded by its limit, oldest first, and says whether there is more',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Cleaning deletes the oldest records first.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'left.keptUntil - right.keptUntil',
  replace: 'right.keptUntil - left.keptUntil',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the cleaning is bounded by its limit, oldest first, and says whether there is more',
  },
})

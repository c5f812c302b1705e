import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is not deleted within its window.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'row.keptUntil <= now && ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > a record is deleted past its window, and not before',
  },
})

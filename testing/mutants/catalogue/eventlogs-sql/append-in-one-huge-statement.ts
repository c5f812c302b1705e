import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A huge unit of work is stored in chunks.',
  file: 'packages/eventlogs-sql/src/append-chunks.ts',
  search: 'chunk.length === maximumRows ||',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/append.test.ts',
    name: 'hold 1,000 rows at most, and all of them in order',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No id is stored as another one is that had to be encoded.',
  file: 'packages/eventlogs-sql/src/inbox/stored-text.ts',
  search: ' && !text.startsWith(mark)',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/stored-text.test.ts',
    name: 'a text of a foreign producer on PostgreSQL > is taken whatever it is, and never for another',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Ids with a NUL character are taken.',
  file: 'packages/eventlogs-sql/src/inbox/stored-text.ts',
  search: " && !text.includes('\\0')",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/stored-text.test.ts',
    name: 'a text of a foreign producer on PostgreSQL > is taken whatever it is, and never for another',
  },
})

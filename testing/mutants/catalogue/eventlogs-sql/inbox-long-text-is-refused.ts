import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Ids of any length are taken.',
  file: 'packages/eventlogs-sql/src/inbox/stored-text.ts',
  search: 'const longest = 800',
  replace: 'const longest = 80_000',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/stored-text.test.ts',
    name: 'a text of a foreign producer on PostgreSQL > is taken whatever it is, and never for another',
  },
})

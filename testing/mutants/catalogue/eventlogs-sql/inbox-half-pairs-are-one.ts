import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Ids that differ in half a surrogate pair are two.',
  file: 'packages/eventlogs-sql/src/inbox/stored-text.ts',
  search: '!halfPair.test(text) && ',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/stored-text.test.ts',
    name: 'a text of a foreign producer on PostgreSQL > is taken whatever it is, and never for another',
  },
})

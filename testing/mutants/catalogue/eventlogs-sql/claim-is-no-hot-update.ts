import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim touches no index.',
  file: 'packages/eventlogs-sql/src/postgres/migration-0001.ts',
  search: 'fillfactor = 40',
  replace: 'fillfactor = 100',
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'is a HOT update: it touches no index',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The sequence ascends in the order of publishing within a transaction.',
  file: 'packages/eventlogs-sql/src/postgres/append.ts',
  search: `  order by e.n
)`,
  replace: `  order by e.n desc
)`,
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'the sequence ascends in the order of publishing within a transaction',
  },
})

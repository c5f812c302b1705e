import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is released untried gets its attempt back.',
  file: 'packages/eventlogs-sql/src/postgres/settle.ts',
  search: 'attempts = greatest(q.attempts - 1, 0)',
  replace: 'attempts = q.attempts',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'what is released is pending at once, with its attempt given back',
  },
})

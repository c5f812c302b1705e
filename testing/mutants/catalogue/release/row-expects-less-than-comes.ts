import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The rows know which of our packages npm adds.',
  file: 'testing/release/src/rows.ts',
  search: 'brings: [...row.brings, ...added.brings]',
  replace: 'brings: [...row.brings]',
  killedBy: {
    test: 'testing/release/test/rows.test.ts',
    name: 'the rows of the rehearsal > expect of ours with uow-prisma, with integration-events-dapr what npm adds, and nothing else',
  },
})

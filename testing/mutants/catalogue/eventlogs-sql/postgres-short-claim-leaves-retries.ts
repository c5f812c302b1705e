import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A short claim says that nothing else is due.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search: 'if (isCapped && rest > 0) rows.push',
  replace: 'if (isCapped && rest > limit) rows.push',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'a claim of less than its limit leaves nothing behind that is due',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A connection that is in a transaction already is named.',
  file: 'packages/uow-prisma/src/transaction/begin-transaction.ts',
  search: 'return isShared ? new ConnectionSharedError({ provider, cause }) : cause',
  replace: 'return isShared && ConnectionSharedError.length > 9 ? undefined : cause',
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'the single connection > in a transaction that somebody began by hand is refused, by name',
  },
})

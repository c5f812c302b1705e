import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A cancellation that comes late does not hit another transaction.',
  file: 'packages/uow-prisma/src/transaction/backend.ts',
  search: 'extract(epoch from xact_start)::text = $2::text',
  replace: '$2::text is not null',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'a cancellation that comes late > does not hit the next transaction of the same connection',
  },
})

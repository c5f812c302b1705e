import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement is sent once, however often it is awaited.',
  file: 'packages/uow-prisma/src/guard/guarded-statement.ts',
  search: '(sent ??= sink.send(',
  replace: '(sent = sink.send(',
  killedBy: {
    test: 'packages/uow-prisma/test/transaction-client.test.ts',
    name: 'the transaction client > sends a statement once it is awaited, and once only, as Prisma does',
  },
})

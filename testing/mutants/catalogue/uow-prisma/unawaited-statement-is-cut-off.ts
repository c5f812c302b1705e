import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A statement that was made before a nested run comes before it.',
  file: 'packages/uow-prisma/src/transaction/transaction-statements.ts',
  search: 'this.sent.pending() ?? (this.#announced > 0 ? Promise.resolve() : undefined)',
  replace: 'this.sent.pending()',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'statements that nobody awaited > are part of the unit that they were sent in, and of its commit',
  },
})

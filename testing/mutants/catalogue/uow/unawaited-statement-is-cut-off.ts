import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The commit waits for the statements that were sent before.',
  file: 'packages/uow/src/root-transaction.ts',
  search: 'hook === undefined ? this.#transaction.pending?.() : undefined',
  replace: 'undefined as Promise<void> | undefined',
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'statements that nobody awaited > are part of the unit that they were sent in, and of its commit',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: `A driver that does not look at COMMIT's answer can not make nothing of a swallowed failure.`,
  file: 'packages/uow-kysely/src/kysely-transaction.ts',
  search: `      await this.#assertWorthCommitting()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'a swallowed failure > ends in an error with a driver that does not look at what COMMIT answers',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A before-commit hook that meets an aborted transaction says what happened.',
  file: 'packages/uow-kysely/src/kysely-transaction.ts',
  search: `    return isAborted ? this.#statements.aborted(error) : error
`,
  replace: `    return isAborted && this.#savepoints < 0 ? this.#statements.aborted(error) : error
`,
  killedBy: {
    test: 'packages/uow-kysely/test/contract.test.ts',
    name: 'a before-commit hook that meets a swallowed failure says what happened',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A flood of retries starves nothing that is new.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search: 'this.#pendingFirst ? Math.floor(limit / 2) : limit',
  replace: 'limit',
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'lets a flood of retries starve nothing that is new',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit without a timeout is not ended by Prisma.',
  file: 'packages/uow-prisma/src/interactive-transaction.ts',
  search: `        timeout: longestTimeout,
`,
  replace: `        ...(longestTimeout > 0 ? {} : { timeout: longestTimeout }),
`,
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: "the time that a unit may take > is not that of Prisma's own timer, which ends a transaction after 5 seconds or as its client says",
  },
})

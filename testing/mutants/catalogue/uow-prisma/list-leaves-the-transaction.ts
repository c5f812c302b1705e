import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A list of statements is a part of the unit.',
  file: 'packages/uow-prisma/src/guard/guarded-client.ts',
  search: "    if (property === '$transaction') return nested(value, frame)\n",
  replace: `    if (property === '$transaction')
      return (work: never) =>
        typeof work === 'function'
          ? (nested(value, frame) as (work: never) => never)(work)
          : (client as { $transaction(list: unknown): unknown }).$transaction(work)
`,
  killedBy: {
    test: 'packages/uow-prisma/test/transaction-client.test.ts',
    name: '$transaction on the transaction client > with a list does all of it or nothing, in the same transaction',
  },
})

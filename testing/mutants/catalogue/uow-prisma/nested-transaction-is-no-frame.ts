import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Hooks of a nested $transaction go with it.',
  file: 'packages/uow-prisma/src/guard/guarded-client.ts',
  search: `    if (property === '$transaction') return nested(value, frame)
`,
  replace: `    if (property === '$transaction') return typeof nested === 'function' ? value : undefined
`,
  killedBy: {
    test: 'packages/uow-prisma/test/transaction-client.test.ts',
    name: '$transaction on the transaction client > is a nested run: its hooks go with it when it is undone',
  },
})

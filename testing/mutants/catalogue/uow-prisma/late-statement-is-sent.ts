import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Statements after the end are refused, in whichever way they are sent.',
  file: 'packages/uow-prisma/src/transaction/transaction-statements.ts',
  search: `    assertUsable()
    this.assertNotLost()
`,
  replace: `    this.assertNotLost()
`,
  killedBy: {
    test: 'packages/uow-prisma/test/transaction-client.test.ts',
    name: 'the transaction client > is refused after the end, in whichever way it is used',
  },
})

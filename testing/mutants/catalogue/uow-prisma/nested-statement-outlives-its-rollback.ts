import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a nested run has sent is undone with it, awaited or not.',
  file: 'packages/uow-prisma/src/transaction/prisma-transaction.ts',
  search: `        await sent.pending()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'statements that nobody awaited > of a nested run that rolled back do not become a part of the unit around it',
  },
})

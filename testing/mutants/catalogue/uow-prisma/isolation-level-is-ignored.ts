import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The isolation level is the one that the options say.',
  file: 'packages/uow-prisma/src/transaction/begin-transaction.ts',
  search: '{ isolationLevel: isolationLevels[isolationLevel] }',
  replace: '{ ...(isolationLevels[isolationLevel] && {}) }',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'the isolation level > Serializable is serializable',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An extension that repeats transactions does not make a success of a refused commit.',
  file: 'packages/uow-prisma/src/interactive-transaction.ts',
  search: '        if (hasBegun) {',
  replace: '        if (hasBegun && run.length > 1) {',
  killedBy: {
    test: 'packages/uow-prisma/test/transaction-client.test.ts',
    name: 'an extended client > that repeats transactions can not repeat a unit',
  },
})

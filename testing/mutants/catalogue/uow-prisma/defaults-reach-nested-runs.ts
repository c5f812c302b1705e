import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The options of the unit of work are for outermost units.',
  file: 'packages/uow-prisma/src/prisma-unit-of-work.ts',
  search: 'isNested ? runOptions : { ...defaults, ...runOptions }',
  replace: 'isNested && !runOptions ? defaults : { ...defaults, ...runOptions }',
  killedBy: {
    test: 'packages/uow-prisma/test/postgres.test.ts',
    name: 'the isolation level > is that of the unit of work where the unit says nothing, and not that of a nested run',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A maxWait that Prisma would make something else of is refused.',
  file: 'packages/uow-prisma/src/options.ts',
  search: 'if (maxWait !== undefined && !isWait)',
  replace: 'if (maxWait === 0 && !isWait)',
  killedBy: {
    test: 'packages/uow-prisma/test/sqlite.test.ts',
    name: 'options > refuse { maxWait: Infinity }, which Prisma would make something else of',
  },
})

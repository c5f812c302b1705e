import { mutant } from 'testing-mutants'

export default mutant({
  breaks: `The user's plugins leave the results of SQL text alone.`,
  file: 'packages/uow-kysely/src/kysely-sql.ts',
  search: 'executor.withoutPlugins()',
  replace: 'executor',
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: `the transaction client > keeps the user's plugins, which sql text is spared`,
  },
})

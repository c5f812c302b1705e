import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Plugins that rename columns change nothing in the log.',
  file: 'packages/eventlogs-kysely/src/kysely-sql.ts',
  search: 'const plain = executor.withoutPlugins()',
  replace: 'const plain = executor',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'and the log itself do not mind plugins that rename columns',
  },
})

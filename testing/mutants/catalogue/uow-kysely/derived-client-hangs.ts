import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Clients that are derived from the outer one are refused like it.',
  file: 'packages/uow-kysely/src/outer-client.ts',
  search: `    withoutPlugins: () => guard(withoutPlugins(), checks),
`,
  replace: `    withoutPlugins: () => withoutPlugins(),
`,
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'the outer client > is refused inside of a unit in every way that it can be used, derived clients included',
  },
})

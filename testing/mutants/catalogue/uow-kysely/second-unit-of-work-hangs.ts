import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A second unit of work over the same client is refused inside of the first.',
  file: 'packages/uow-kysely/src/outer-client.ts',
  search: `    checks.push(isInside)
`,
  replace: '',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'the outer client > is refused inside of a second unit of work over the same client',
  },
})

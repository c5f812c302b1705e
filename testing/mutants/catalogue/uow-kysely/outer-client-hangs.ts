import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The outer client is refused inside of a unit that has the only connection.',
  file: 'packages/uow-kysely/src/outer-client.ts',
  search: `    if (checks.some((isInside) => isInside()))
`,
  replace: `    if (checks.length === 0)
`,
  killedBy: {
    test: 'packages/uow-kysely/test/contract.test.ts',
    name: 'the outer client is refused inside of a unit of work that has the only connection',
  },
})

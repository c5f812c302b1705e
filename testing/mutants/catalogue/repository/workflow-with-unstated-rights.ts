import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Every workflow states its permissions.',
  file: 'testing/repository/src/workflow-defects.ts',
  search: "permissions === undefined ? ['it states no permissions'] : []",
  replace: "permissions === null ? ['it states no permissions'] : []",
  killedBy: {
    test: 'testing/repository/test/workflows.test.ts',
    name: 'a workflow that trusts too much > states no permissions',
  },
})

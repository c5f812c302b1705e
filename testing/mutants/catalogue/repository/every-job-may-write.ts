import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No right to write is given to all the jobs of a workflow.',
  file: 'testing/repository/src/workflow-defects.ts',
  search: "includes('write')",
  replace: "includes('write-all')",
  killedBy: {
    test: 'testing/repository/test/workflows.test.ts',
    name: 'a workflow that trusts too much > has every job write, by "permissions:\\n  contents: read\\n  id-token: write"',
  },
})

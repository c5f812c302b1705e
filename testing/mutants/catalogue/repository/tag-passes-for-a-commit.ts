import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Every action of a workflow is pinned by its whole commit.',
  file: 'testing/repository/src/workflow-defects.ts',
  search: '@[0-9a-f]{40} #',
  replace: '@[0-9a-f]+ #',
  killedBy: {
    test: 'testing/repository/test/workflows.test.ts',
    name: 'a workflow that trusts too much > uses actions/checkout@3d3c42e5aac5 # v7.0.1',
  },
})

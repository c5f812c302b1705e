import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A misconfigured event pauses its topic although others were accepted.',
  file: 'packages/integration-events/src/delivery/outcome.ts',
  search: `  if (has('configuration')) return 'misconfigured'
  if (has('accepted') || outcomes.some(concernsOnlyItsEvent)) return 'accepted'
`,
  replace: `  if (has('accepted') || outcomes.some(concernsOnlyItsEvent)) return 'accepted'
  if (has('configuration')) return 'misconfigured'
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/circuit.test.ts',
    name: 'a misconfigured topic > pauses although others of the same call were accepted, and those stay published',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that does not fit the schema it is read with is refused.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: "if (verdict.status !== 'done') throw verdict.error",
  replace: 'void verdict',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > are refused where they do not fit the schema that they are read with',
  },
})

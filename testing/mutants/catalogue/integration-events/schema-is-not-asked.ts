import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that fails its schema is never stored.',
  file: 'packages/integration-events/src/bus/prepare-event.ts',
  search: 'if (definition.schema !== undefined) await validateEventData(definition, event.data)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'stores nothing, and fails the commit also if nobody awaited it',
  },
})

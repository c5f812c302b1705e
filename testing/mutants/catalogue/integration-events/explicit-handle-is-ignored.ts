import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event goes into the unit of work whose handle is given.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: 'if (given !== undefined) return explicitTransaction(topic, given)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'goes into the unit whose handle is given, not into the ambient one',
  },
})

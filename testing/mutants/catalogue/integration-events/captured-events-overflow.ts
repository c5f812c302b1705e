import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Any number of events of one unit of work can be captured.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: 'for (const event of events) captured.push(event)',
  replace: 'captured.push(...events)',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > may be as many as memory has room for',
  },
})

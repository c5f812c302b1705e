import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events are captured in the order of the commits.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: '    for (const event of events) captured.push(event)',
  replace:
    '    for (const event of events) captured.push(event)\n    captured.sort((left, right) => (left.id < right.id ? -1 : 1))',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > come in the order of the commits, not of publishing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events are captured in the order of the commits.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: '    captured = captured.concat(events)',
  replace:
    '    captured = captured.concat(events)\n    captured.sort((left, right) => (left.id < right.id ? -1 : 1))',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > come in the order of the commits, not of publishing',
  },
})

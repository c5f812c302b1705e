import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'NaN and Infinity are no durations.',
  file: 'packages/integration-events/src/options/duration.ts',
  search: 'Number.isFinite(value) && value >= 0',
  replace: '!(value < 0)',
  killedBy: {
    test: 'packages/integration-events/test/options/duration.test.ts',
    name: 'NaN is no duration',
  },
})

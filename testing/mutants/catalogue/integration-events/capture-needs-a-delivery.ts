import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was committed is captured, also where nothing is delivered.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: '      if (isHeard) this',
  replace: '      if (isHeard && rows.some(({ owned }) => owned)) this',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > come of a bus that delivers nothing',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The events are appended after every other before-commit hook.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: '{ last: true })',
  replace: '{ last: false })',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is appended with all the others in one call, after every other before-commit hook',
  },
})

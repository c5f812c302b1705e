import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A selection of events that says two things is refused.',
  file: 'packages/integration-events/src/bus/check-event-selection.ts',
  search: 'others.length === 0 && ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'is refused a selection that is empty or unclear: {"ids":["a"],"all":true}',
  },
})

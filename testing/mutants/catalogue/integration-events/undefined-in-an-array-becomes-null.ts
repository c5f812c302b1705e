import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An undefined in an array is refused.',
  file: 'packages/integration-events/src/event/foreign-to-json.ts',
  search: 'return insideArray\n',
  replace: 'return insideArray && value !== undefined\n',
  killedBy: {
    test: 'packages/integration-events/test/event/serialize-event-data.test.ts',
    name: 'is refused where JSON would write null for it: undefined in an array, or a hole',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Data is refused that JSON would empty.',
  file: 'packages/integration-events/src/event/foreign-to-json.ts',
  search: 'if (Symbol.iterator in value) {',
  replace: 'if (Symbol.asyncIterator in value) {',
  killedBy: {
    test: 'packages/integration-events/test/event/serialize-event-data.test.ts',
    name: 'data that JSON cannot carry > is refused with its place: an iterable object',
  },
})

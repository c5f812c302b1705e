import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What JSON would empty without a word is refused.',
  file: 'packages/integration-events/src/event/foreign-to-json.ts',
  search: 'if (types.isMap(value)) return',
  replace: 'if (types.isMap(value) && value.size > 1_000) return',
  killedBy: {
    test: 'packages/integration-events/test/event/serialize-event-data.test.ts',
    name: 'is refused with its place: a Map',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What JSON would turn into null is refused.',
  file: 'packages/integration-events/src/event/foreign-to-json.ts',
  search: 'return Number.isFinite(value)',
  replace: 'return !Number.isNaN(value)',
  killedBy: {
    test: 'packages/integration-events/test/event/serialize-event-data.test.ts',
    name: 'is refused with its place: Infinity',
  },
})

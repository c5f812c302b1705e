import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A cycle in the data is refused with its place.',
  file: 'packages/integration-events/src/event/serialize-event-data.ts',
  search: 'if (holders.includes(value)) {',
  replace: 'if (holders.length > 1_000) {',
  killedBy: {
    test: 'packages/integration-events/test/event/serialize-event-data.test.ts',
    name: 'is refused when it contains itself, with the place where it does',
  },
})

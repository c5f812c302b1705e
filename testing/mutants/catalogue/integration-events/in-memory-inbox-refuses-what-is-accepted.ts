import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event outside the window is recorded where that is accepted.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: " && delivery.outsideWindow === 'refuse'",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > an event outside the window is recorded, and attempted, where that is accepted',
  },
})

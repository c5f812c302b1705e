import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is kept for its window from when the event was handled.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'Math.max(this.now(), date)',
  replace: 'date',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the window of an old event is counted from when it was handled',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An exhausted event that cannot be read hides no other.',
  file: 'packages/integration-events/src/in-memory/in-memory-operations.ts',
  search: "return restore({ ...stored, headers: '{}' })",
  replace: "throw new Error('unreadable')",
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > an exhausted event that cannot be read hides no other, and can be replayed and discarded',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two inboxes share records only when they are attached.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'return new RecordsInbox(this.#stored)',
  replace: 'return inMemoryInbox()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox-sharing.test.ts',
    name: 'in-memory inboxes > that are attached are replicas over the same records',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record that was rolled back never was.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'void this.#open.delete(key)',
  replace: 'undefined',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > a record that was rolled back never was, to every replica',
  },
})

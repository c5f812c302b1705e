import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two logs share events only when they are attached.',
  file: 'packages/integration-events/src/in-memory/in-memory-event-log.ts',
  search: 'return new TablesEventLog(this.#committed, this.#appends)',
  replace: 'return inMemoryEventLog()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-sharing.test.ts',
    name: 'in-memory event logs > that are attached are replicas over the same events',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A full scan looks at everything.',
  file: 'packages/eventlogs-sql/src/postgres/floors.ts',
  search: "scan === 'full' ? 0 : (this.#floors.get(kind) ?? 0)",
  replace: 'this.#floors.get(kind) ?? 0',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'spares them what was delivered before; a full scan looks at everything',
  },
})

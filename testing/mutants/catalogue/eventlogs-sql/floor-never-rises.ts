import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A recent scan steps over nothing that was delivered before.',
  file: 'packages/eventlogs-sql/src/postgres/floors.ts',
  search: 'Math.max(floor, reached)',
  replace: '0 * Math.max(floor, reached)',
  killedBy: {
    test: 'packages/eventlogs-sql/test/floor.test.ts',
    name: 'spares them what was delivered before; a full scan looks at everything',
  },
})

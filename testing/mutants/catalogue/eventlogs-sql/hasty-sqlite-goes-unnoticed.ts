import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'SQLite commits that are not durable are warned about at start.',
  file: 'packages/eventlogs-sql/src/sqlite/inspector.ts',
  search: 'const full = 2',
  replace: 'const full = 1',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'with synchronous = normal warns: /synchronous below FULL/',
  },
})

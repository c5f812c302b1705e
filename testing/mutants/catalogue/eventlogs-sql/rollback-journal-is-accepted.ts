import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'SQLite without WAL is refused.',
  file: 'packages/eventlogs-sql/src/sqlite/inspector.ts',
  search: "if (journalMode !== 'wal')",
  replace: "if (journalMode === 'unknown')",
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'refuses a rollback journal, in which a reader can make a commit fail',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event outside of the window is refused.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: "where ? = 'accept' or ? + ? > ${now}\non conflict",
  replace: "where ? = 'accept' or ? + ? > 0\non conflict",
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > an event whose date is outside the window is refused, and leaves nothing',
  },
})

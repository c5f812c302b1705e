import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite an event outside the window is refused.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: 'or ? + ? > ${now} or',
  replace: 'or ? + ? > 0 or',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > an event whose date is outside the window is refused, and leaves nothing',
  },
})

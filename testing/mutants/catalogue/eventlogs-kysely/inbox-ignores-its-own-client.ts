import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An inbox with a client of its own counts attempts there.',
  file: 'packages/eventlogs-kysely/src/kysely-inbox.ts',
  search: 'return db === undefined\n    ? sqlInbox(common)\n    :',
  replace: 'return db === undefined || true\n    ? sqlInbox(common)\n    :',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/kysely-inbox.test.ts',
    name: 'the inbox over Kysely > refuses a connection of its own on SQLite, besides the unit of work’s',
  },
})

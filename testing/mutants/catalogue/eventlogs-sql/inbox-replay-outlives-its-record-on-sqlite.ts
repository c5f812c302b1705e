import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled finds its record for as long as its replay is within the window.',
  file: 'packages/eventlogs-sql/src/sqlite/inbox.ts',
  search: '    await sql.execute(prolong, [until, ...keyParameters(delivery), until])\n',
  replace: '    void [prolong, until]\n',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on SQLite > a later date of what was handled, which a replay has, prolongs its record',
  },
})

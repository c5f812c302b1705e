import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nobody waits for another transaction that handles the event.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "    return 'busy';\n",
  replace: '    null;\n',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > while a transaction with a record is open, others are told busy, and handled once it committed',
  },
})

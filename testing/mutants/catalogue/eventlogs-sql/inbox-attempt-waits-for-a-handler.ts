import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No attempt waits for another transaction that handles the event.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "    refusal := 'busy';\n    return;\n",
  replace: '    null;\n',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/inbox-contract.test.ts',
    name: 'the inbox contract over Kysely on PostgreSQL > no attempt is begun while the event is being handled',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is as durable as the unit of work that it is written in.',
  file: 'packages/eventlogs-sql/src/postgres/inbox-functions.ts',
  search: "    return 'busy';\n  end if;\n",
  replace:
    "    return 'busy';\n  end if;\n  perform set_config('synchronous_commit', 'off', true);\n",
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/record.test.ts',
    name: 'a record on PostgreSQL > commits with the unit of work’s own durability',
  },
})

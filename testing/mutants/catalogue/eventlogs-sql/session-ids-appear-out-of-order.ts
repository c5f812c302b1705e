import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session becomes visible after all those with lower ids.',
  file: 'packages/eventlogs-sql/src/postgres/sessions.ts',
  search: 'update ${meta} set last_session = last_session + 1 returning last_session as id',
  replace: "select nextval('integration_event_log_sequence') as id from ${meta}",
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'the id of a session becomes visible after all lower ones',
  },
})

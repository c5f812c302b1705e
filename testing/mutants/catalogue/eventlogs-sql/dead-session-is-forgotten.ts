import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session that died is not forgotten while an event names it.',
  file: 'packages/eventlogs-sql/src/postgres/expiry.ts',
  search: 'and (not s.expired or not exists (select from ${queue} q where q.session = s.id))',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'that have ended are forgotten after a day, but not while an event names one that died',
  },
})

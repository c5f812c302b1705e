import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim never takes a live session, newer than its snapshot, for one that is gone.',
  file: 'packages/eventlogs-sql/src/postgres/claim-statements.ts',
  search: `session <= (select last_session from \${meta})
      and `,
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/claim.test.ts',
    name: 'leaves a row to a session that it is too early to see',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Forgetting attempts waits for nobody who handles the event.',
  file: 'packages/eventlogs-sql/src/postgres/inbox.ts',
  search: 'handled_at is null\n  for update skip locked\n',
  replace: 'handled_at is null\n  for update\n',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/attempts.test.ts',
    name: 'an attempt on PostgreSQL > is not forgotten while somebody handles the event, whom nobody waits for',
  },
})

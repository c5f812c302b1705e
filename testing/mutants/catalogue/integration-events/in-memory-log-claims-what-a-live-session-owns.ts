import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim never takes what a live session owns.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '!(tables.lives(session) || tables.died(session))',
  replace: '!tables.died(session)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a claim never takes what a live session owns, born owned or claimed',
  },
})

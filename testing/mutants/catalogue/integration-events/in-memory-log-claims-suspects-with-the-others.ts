import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of a dead session are claimed alone.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '!(tables.lives(session) || tables.died(session))',
  replace: '!tables.lives(session)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > events of a dead session come one at a time, in order, with the death as an attempt',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is handed over to delivery before its commit is acknowledged.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: '      reservation.session,\n    )\n',
  replace: '      reservation.session,\n    )\n    reservation.committed(append.rows)\n',
  killedBy: {
    test: 'packages/integration-events/test/bus/hand-over.test.ts',
    name: 'the hand-over to delivery > happens once the commit is acknowledged, and not before',
  },
})

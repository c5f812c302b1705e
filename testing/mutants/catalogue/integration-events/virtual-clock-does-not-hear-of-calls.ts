import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock knows of calls of the publisher that are on their way.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: '      clock.awaits?.(answer)\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/clock.test.ts',
    name: 'a bus by a virtual clock > does not end a call by its time limit while the answer is on its way',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that killed its processes often enough is not sent again.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'if (diedAlone && isSpent',
  replace: 'if (!diedAlone && isSpent',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'events of a process that died > are exhausted without another send after the last death alone',
  },
})

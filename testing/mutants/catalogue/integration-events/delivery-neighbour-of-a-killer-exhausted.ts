import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Only a death while alone can exhaust an event.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'if (diedAlone && isSpent',
  replace: 'if (isSpent',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'events of a process that died > are sent once more if they died together with others, however often',
  },
})

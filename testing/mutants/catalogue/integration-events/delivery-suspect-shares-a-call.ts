import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event of a dead process is sent in a call of its own.',
  file: 'packages/integration-events/src/delivery/held-event.ts',
  search: 'alone: suspect,',
  replace: 'alone: false,',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'events of a process that died > share no call with others',
  },
})

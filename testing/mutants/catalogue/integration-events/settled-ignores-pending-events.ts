import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus has not settled while events that were born pending wait.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: '    await poller.pass()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > waits for events with a key, which are born pending',
  },
})

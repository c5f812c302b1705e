import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The log is looked at every pollInterval.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'return options.pollInterval * (1 - 0.2 * random())',
  replace: 'return 10 * options.pollInterval * (1 - 0.2 * random())',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > looks every pollInterval, a bit sooner by jitter, never later',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event of a dead process is not retried from memory.',
  file: 'packages/integration-events/src/delivery/retry-decision.ts',
  search: 'if (attempts === 1 && !suspect &&',
  replace: 'if (attempts <= 2 &&',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'events of a process that died > are not retried from memory',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A deletion that is never answered is not the last one of an inbox.',
  file: 'packages/integration-events/src/delivery/expiry-cleaner.ts',
  search: 'withTimeLimit(context.clock, timeout, deleteBatch(limit), () => late(timeout))',
  replace: 'deleteBatch(limit)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/lifecycle.test.ts',
    name: 'an inbox > whose database left a deletion without an answer is cleaned again later',
  },
})

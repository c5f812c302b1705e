import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A drain says when something waits for a later retry.',
  file: 'packages/integration-events/src/delivery/drain-run.ts',
  search: 'remaining: !complete || run.stages.handedBack > handedBack ||',
  replace: 'remaining: !complete ||',
  killedBy: {
    test: 'packages/integration-events/test/delivery/drain.test.ts',
    name: 'drain, where delivery was never started > retries from memory, and says when something waits for a later retry',
  },
})

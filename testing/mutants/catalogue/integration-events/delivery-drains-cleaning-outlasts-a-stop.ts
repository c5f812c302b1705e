import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A drain that deletes what is expired ends within the time of a stop.',
  file: 'packages/integration-events/src/delivery/drain-run.ts',
  search:
    'await withinDrain(run, clock, { timeout: timeLeft(), signal }, () => run.stages.cleaner.once())',
  replace: 'await endsWithin(clock, timeLeft(), run.stages.cleaner.once())',
  killedBy: {
    test: 'packages/integration-events/test/delivery/drain.test.ts',
    name: 'has no more time after a stop than that gives, also while it deletes what is expired',
  },
})

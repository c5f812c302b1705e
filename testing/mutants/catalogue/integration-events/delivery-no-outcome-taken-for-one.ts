import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is no outcome counts as unknown.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: `      isOutcome(outcome)
        ? outcome`,
  replace: `      typeof outcome === 'object' || isOutcome(outcome)
        ? (outcome as PublishOutcome)`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/publish-attempt.test.ts',
    name: 'a call of the publisher > that answers what is no outcome has an unknown outcome: its events are sent again',
  },
})

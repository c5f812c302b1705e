import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No event is given up by an attempt that could not begin.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'if (run.hasBegun) return',
  replace: 'return',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > is not used up by a record that could not be written',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose commit has an unknown outcome is not given up.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'if (CommitOutcomeUnknownError.isInstance(error) && !isOfHandler(error, run))',
  replace: 'if (false)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/handling.test.ts',
    name: 'is tried again when nobody knows whether it was committed, also at its last attempt',
  },
})

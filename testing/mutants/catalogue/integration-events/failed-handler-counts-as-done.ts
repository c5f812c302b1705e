import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that throws has not handled the event.',
  file: 'packages/integration-events/src/subscriber/handling/retry-policy.ts',
  search: "if (interval === undefined) return { status: 'transient', error }",
  replace: "if (interval === undefined) return { status: 'done' }",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/subscriber.test.ts',
    name: 'that throws or rejects is to be tried again',
  },
})

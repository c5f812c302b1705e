import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No handler is called once the transport has given up.',
  file: 'packages/integration-events/src/subscriber/handling/at-least-once.ts',
  search:
    "if (context.signal.aborted) return { status: 'transient', error: context.signal.reason }",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'a handler without an inbox > is not called when the transport has given up while its schema was asked',
  },
})

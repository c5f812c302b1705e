import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that is given up while nobody listens stays given up.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: 'if (!signal.aborted && ',
  replace: 'if (',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > stays spent when the transport does not hear that the event is given up',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'What is said of an event that is given up is how often it was tried, not how often it came.',
  file: 'packages/integration-events/src/subscriber/handling/retry-policy.ts',
  search: 'this.#spent(maxAttempts, undefined)',
  replace: 'this.#spent(attempt - 1, undefined)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > stays spent while another handler of the event is tried again',
  },
})

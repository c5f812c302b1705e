import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'That an attempt could not be taken back is said, and fails no delivery.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'this.#options.logger.warn(failure, { topic, id, consumer, error })',
  replace: 'throw error',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > says when an attempt that did not begin stays counted',
  },
})

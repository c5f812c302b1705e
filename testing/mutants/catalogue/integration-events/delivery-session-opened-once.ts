import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session is opened again and again while the database is down.',
  file: 'packages/integration-events/src/delivery/background-task.ts',
  search: '      return backoff(this.#failures, this.#options.backoff, random)',
  replace: '      throw error',
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > is opened again and again while the database is down',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A background loop never ends by an exception.',
  file: 'packages/integration-events/src/delivery/background-task.ts',
  search: '      return backoff(this.#failures, this.#options.backoff, random)',
  replace:
    '      return backoff(this.#failures, this.#options.backoff, random) + (this.#failures > 2 ? 1e12 : 0)',
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'a background task > never ends by an exception, backs off, and logs changes only',
  },
})

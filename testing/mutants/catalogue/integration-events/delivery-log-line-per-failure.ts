import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'There is one log line per change of state.',
  file: 'packages/integration-events/src/delivery/background-task.ts',
  search: 'if (this.#failures === 1 && !signal.aborted) {',
  replace: 'if (!signal.aborted) {',
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'a background task > never ends by an exception, backs off, and logs changes only',
  },
})

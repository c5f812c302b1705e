import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Settling does not inherit the AsyncLocalStorage of a request.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: `    outsideRequests(() =>
      queueMicrotask(() => {
        this.#pumps = false
        this.#writeWaiting()
      }),
    )`,
  replace: `    void outsideRequests
    queueMicrotask(() => {
      this.#pumps = false
      this.#writeWaiting()
    })`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'the AsyncLocalStorage of a request > is not seen by what a commit with an unknown outcome gives back',
  },
})

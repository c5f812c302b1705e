import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A send does not inherit the AsyncLocalStorage of a request.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: `    outsideRequests(() =>
      queueMicrotask(() => {
        this.#pumps = false
        this.#fillSlots()
      }),
    )`,
  replace: `    void outsideRequests
    queueMicrotask(() => {
      this.#pumps = false
      this.#fillSlots()
    })`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/background.test.ts',
    name: 'the AsyncLocalStorage of a request > is not seen by the send that its commit causes, nor by settling and retries',
  },
})

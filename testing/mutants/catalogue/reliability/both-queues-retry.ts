import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Local and persistent queue never have the same event at once.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: '        return this.#listener.retryLater(event, decision.delay)',
  replace: `        this.#listener.handBack(event, { delay: decision.delay, error })
        return this.#listener.retryLater(event, decision.delay)`,
  killedBy: {
    test: 'testing/reliability/test/two-queues.test.ts',
    name: 'one process on postgres > send no event twice at once, from neither queue, and not once too often',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The hook onExhausted is told only of what is durable.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `    this.#settle(event, { outcome: 'exhausted', error }, exhausted)
`,
  replace: `    this.exhausted.tell([exhausted], true)
    this.#settle(event, { outcome: 'exhausted', error })
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/exhausted.test.ts',
    name: 'onExhausted > is told of the event, after that is durable',
  },
})

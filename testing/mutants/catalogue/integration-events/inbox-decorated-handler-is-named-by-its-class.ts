import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A decorated handler with an inbox is not named by its class.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: 'this.#inbox === undefined ? { consumer: consumerOf',
  replace: 'true ? { consumer: consumerOf',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/refusals.test.ts',
    name: 'a decorated method without a consumer, which a renamed class would rename',
  },
})

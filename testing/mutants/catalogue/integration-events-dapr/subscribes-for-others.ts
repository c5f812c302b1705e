import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A subscription asks only for the topics of its component.',
  file: 'packages/integration-events-dapr/src/subscription/core/subscription-core.ts',
  search: '.topics(this.#options.pubsubName)',
  replace: '.topics()',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/components.test.ts',
    name: 'a component has only the handlers that are for it, or for whichever',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A subscription calls only the handlers of its component.',
  file: 'packages/integration-events-dapr/src/subscription/core/event-delivery.ts',
  search: 'handle(event, { signal, pubsubName })',
  replace: 'handle(event, { signal })',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/components.test.ts',
    name: 'a component has only the handlers that are for it, or for whichever',
  },
})

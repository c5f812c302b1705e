import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus that createIntegrationEventBus has not made is refused.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: '  if (committed === undefined) throw new UnknownBusError({ received: bus })\n',
  replace: '  if (committed === undefined) return captureEvents.prototype as never\n',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'a capture > is refused of what createIntegrationEventBus has not made',
  },
})

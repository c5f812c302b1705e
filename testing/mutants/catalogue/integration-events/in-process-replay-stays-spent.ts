import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replay of an event that was exhausted in process begins anew.',
  file: 'packages/integration-events/src/in-memory/in-process-transport.ts',
  search: 'if (permanent.delete(handler.consumer)) await handler.giveUp(event)',
  replace: 'permanent.delete(handler.consumer)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'is exhausted over the in-process transport, and a replay begins anew',
  },
})

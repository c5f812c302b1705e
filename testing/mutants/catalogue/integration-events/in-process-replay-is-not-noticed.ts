import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'A replay begins anew for a handler that gave up, also when the event was exhausted for another one.',
  file: 'packages/integration-events/src/in-memory/in-process-transport.ts',
  search: 'if (date !== progress.deliveryDate) {',
  replace: 'if (false) {',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'an event that a handler has given up > is tried again in a replay, also when it was exhausted for another handler',
  },
})

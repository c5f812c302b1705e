import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The bus runs by the clock that it was given.',
  file: 'packages/integration-events/src/bus/create-integration-event-bus.ts',
  search: 'onExhausted, clock, options: delivery',
  replace: 'onExhausted, options: delivery',
  killedBy: {
    test: 'packages/integration-events/test/bus/clock.test.ts',
    name: 'a bus by a virtual clock > retries from memory without waiting',
  },
})

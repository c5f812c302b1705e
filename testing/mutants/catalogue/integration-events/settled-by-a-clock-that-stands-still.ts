import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The timeout of settled() is real time.',
  file: 'packages/integration-events/src/delivery/delivery-engine.ts',
  search: 'endsWithin(systemClock, timeout, settled)',
  replace: 'endsWithin(this.#clock, timeout, settled)',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > rejects when its time is over, and says what is in flight',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim that is never answered does not end the claims.',
  file: 'packages/integration-events/src/delivery/event-claims.ts',
  search: 'return await withTimeLimit(clock, timeout, question(), late)',
  replace: `void [clock, timeout, late, withTimeLimit]
      return await question()`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > asks again when a claim is never answered, by a new session',
  },
})

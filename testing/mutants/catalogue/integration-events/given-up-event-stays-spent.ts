import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replay of an event that was given up begins anew.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: 'for (const handler of givenUp) await handler.giveUp(event)',
  replace: 'for (const handler of givenUp.slice(0, 0)) await handler.giveUp(event)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'begins anew for a replay of what was given up',
  },
})

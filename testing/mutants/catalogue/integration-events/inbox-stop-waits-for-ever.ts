import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A database that does not answer keeps no subscriber from stopping.',
  file: 'packages/integration-events/src/subscriber/inbox-cleaner.ts',
  search: 'await endsWithin(systemClock, stopPatience, run.cleaner.ended)',
  replace: 'await run.cleaner.ended',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/lifecycle.test.ts',
    name: 'an inbox > whose database does not answer keeps nobody from stopping',
  },
})

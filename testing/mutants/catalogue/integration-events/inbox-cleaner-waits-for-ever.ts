import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A deletion that is never answered is not the last one of an inbox.',
  file: 'packages/integration-events/src/subscriber/inbox-cleaner.ts',
  search: 'await withTimeLimit(patientClock, timeout, deletion, late)',
  replace: 'await deletion',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox-subscriber.test.ts',
    name: 'an inbox > whose database left a deletion without an answer is cleaned again later',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event older than the inbox remembers is given up.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: "onOutsideInboxWindow === 'process' ? 'accept' : 'refuse'",
  replace: "onOutsideInboxWindow === 'process' ? 'accept' : 'accept'",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/window.test.ts',
    name: 'has older events given up, of which nobody knows whether they were handled',
  },
})

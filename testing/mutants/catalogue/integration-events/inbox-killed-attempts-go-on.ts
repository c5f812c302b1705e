import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that ended its process as often as its handler may try is not tried again.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'if (spent !== undefined) return spent',
  replace: "if (spent === undefined) return { status: 'done' }",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'counts attempts that ended with their process, and does not begin another one',
  },
})

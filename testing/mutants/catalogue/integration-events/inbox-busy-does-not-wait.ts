import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery waits for another one of the same event.',
  file: 'packages/integration-events/src/subscriber/handling/until-free.ts',
  search: 'left <= 0 || signal',
  replace: 'left > 0 || signal',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/handling.test.ts',
    name: 'wait for each other, and one of them has the effect',
  },
})

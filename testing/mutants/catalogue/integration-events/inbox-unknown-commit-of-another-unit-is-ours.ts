import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Only the commit of its own unit keeps a handler from being given up.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: ' && !isOfHandler(error, run))',
  replace: ')',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > is used up by a failure of another unit of work, also of one with an unknown outcome',
  },
})

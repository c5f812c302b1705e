import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler is not blamed for the timeout of another unit of work.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      if (isOfHandler(error, run)) throw error\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/timeout.test.ts',
    name: 'a timeout > is not blamed for the timeout of another unit of work',
  },
})

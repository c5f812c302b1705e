import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A subscriber that nobody stops keeps no process alive.',
  file: 'packages/integration-events/src/subscriber/inbox-cleaner.ts',
  search: 'setTimeout(callback, milliseconds).unref()',
  replace: 'setTimeout(callback, milliseconds)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/process.test.ts',
    name: 'a subscriber with an inbox that nobody stops keeps no process alive',
  },
})

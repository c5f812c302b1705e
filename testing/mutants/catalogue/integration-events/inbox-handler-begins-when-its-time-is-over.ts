import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No handler is called when the time of its delivery was over before.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      context.signal.throwIfAborted()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > is not used up while the transport waits for a unit of work in vain',
  },
})

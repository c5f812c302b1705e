import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An attempt whose handler was called counts.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      run.hasBegun = true\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > counts on all replicas together, and gives the event up after the last one',
  },
})

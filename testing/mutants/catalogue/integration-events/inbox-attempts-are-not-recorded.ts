import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Attempts count on all replicas together.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '        attempt = begun\n',
  replace: '        attempt = context.attempt\n',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'counts on all replicas together, and gives the event up after the last one',
  },
})

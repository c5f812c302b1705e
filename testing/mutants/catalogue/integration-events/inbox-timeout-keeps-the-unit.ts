import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler whose time is over has its unit of work rolled back.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: 'timeout === undefined ? undefined : { timeout }',
  replace: 'undefined',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/timeout.test.ts',
    name: 'aborts the signal, and rolls the unit of work back',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Ids ascend also when the clock is set back.',
  file: 'packages/integration-events/src/event/event-id.ts',
  search: 'if (current > time) {',
  replace: 'if (current !== time) {',
  killedBy: {
    test: 'packages/integration-events/test/event/event-id.test.ts',
    name: 'follows the clock as soon as that has caught up',
  },
})

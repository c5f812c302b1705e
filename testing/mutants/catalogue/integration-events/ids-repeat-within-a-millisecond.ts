import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Ids ascend within a millisecond.',
  file: 'packages/integration-events/src/event/event-id.ts',
  search: '++counter > 0xfff',
  replace: 'counter > 0xfff',
  killedBy: {
    test: 'packages/integration-events/test/event/event-id.test.ts',
    name: 'ascends within a millisecond, also beyond what its counter holds',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim leaves topics alone whose circuit is open.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: 'topic === undefined || exceptTopics?.includes(topic) === true',
  replace: 'topic === undefined',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a claim leaves the excepted topics alone',
  },
})

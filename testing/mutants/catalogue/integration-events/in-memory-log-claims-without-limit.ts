import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A claim takes no more than was asked for.',
  file: 'packages/integration-events/src/in-memory/in-memory-claim.ts',
  search: '    .slice(0, request.limit)\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > a claim takes no more than its limit, and the next one goes on from there',
  },
})

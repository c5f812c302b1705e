import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The contract suite cleans a harness up, whether its case passed or failed.',
  file: 'packages/integration-events/src/testing/event-log-contract.ts',
  search: '          await harness.cleanup()',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/testing/event-log-contract.test.ts',
    name: 'the event log contract > cleans a harness up, whether its case passed or failed',
  },
})

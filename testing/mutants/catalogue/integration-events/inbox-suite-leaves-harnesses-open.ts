import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The contract suite cleans a harness up, whether its case passed or failed.',
  file: 'packages/integration-events/src/testing/inbox-contract.ts',
  search: '          await harness.cleanup()',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/testing/inbox-contract.test.ts',
    name: 'the inbox contract > cleans a harness up, whether its case passed or failed',
  },
})

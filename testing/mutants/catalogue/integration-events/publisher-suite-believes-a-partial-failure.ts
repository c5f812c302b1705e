import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The contract suite finds a publisher that reports a partial failure as success.',
  file: 'packages/integration-events/src/testing/publisher/outcome-cases.ts',
  search: "        outcomes.map(({ status }) => status === 'accepted'),\n        events.map(",
  replace: '        events.map(({ id }) => !refused.has(id)),\n        events.map(',
  killedBy: {
    test: 'packages/integration-events/test/testing/publisher-contract.test.ts',
    name: 'the publisher contract > finds a publisher that reports a partial failure as success',
  },
})

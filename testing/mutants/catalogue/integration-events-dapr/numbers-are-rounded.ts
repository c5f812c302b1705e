import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Each number of the data arrives to its last digit.',
  file: 'packages/integration-events-dapr/src/publisher/dapr-publisher.ts',
  search: '      hasExactNumbers(event.data) &&\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/publisher-contract.test.ts',
    name: 'the publisher, over HTTP > data arrives as it was sent',
  },
})

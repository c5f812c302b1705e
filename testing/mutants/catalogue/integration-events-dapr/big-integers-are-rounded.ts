import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Data that are received keep each digit of their numbers.',
  file: 'packages/integration-events-dapr/src/subscription/cloud-event/json-text.ts',
  search: 'json.slice(valueStart, valueEnd).trim()',
  replace: 'JSON.stringify(JSON.parse(json.slice(valueStart, valueEnd)))',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > keeps every digit of a big integer',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event whose connection broke may have arrived.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/sidecar.ts',
  search: "  'ECONNREFUSED',",
  replace: "  'ECONNREFUSED',\n  'ECONNRESET',",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over HTTP, one by one > is unknown when the connection breaks before the answer: { stores: true }',
  },
})

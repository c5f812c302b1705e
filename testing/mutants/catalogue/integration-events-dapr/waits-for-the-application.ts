import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The start does not wait for the port of the application, which waits for it.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: "'/v1.0/healthz/outbound'",
  replace: "'/v1.0/healthz'",
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'waits for what can publish, and not for the port of the application',
  },
})

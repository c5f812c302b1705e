import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Connections are kept.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/sidecar.ts',
  search: 'keepAlive: true',
  replace: 'keepAlive: false',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'are kept, and as many as events are under way at once',
  },
})

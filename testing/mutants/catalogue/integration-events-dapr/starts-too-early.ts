import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The start waits until the sidecar can publish.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: 'if (status < 300) break',
  replace: 'break',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'does not succeed before the sidecar can publish',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The start waits until the sidecar can publish.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: 'if (status < 300)\n        return check',
  replace: 'if (status > 0)\n        return check',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'does not succeed before the sidecar can publish',
  },
})

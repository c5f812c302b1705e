import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A failed bulk call of a hundred events is read, however long its header.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/sidecar.ts',
  search: 'const maxHeaderSize = 1_048_576',
  replace: 'const maxHeaderSize = 16_384',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'is told exactly of a hundred, of which one arrived',
  },
})

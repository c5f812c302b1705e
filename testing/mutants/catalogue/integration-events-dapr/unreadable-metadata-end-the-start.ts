import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A start ends with an error that says what to do.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: 'if (DaprTokenError.isInstance(error) ||',
  replace: 'if (error instanceof SyntaxError ||',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'does not succeed where what should tell of the components answers in HTML',
  },
})

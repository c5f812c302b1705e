import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A call ends when its signal is aborted.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/sidecar.ts',
  search: '        maxHeaderSize,\n        signal,',
  replace: '        maxHeaderSize,',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/publisher-contract.test.ts',
    name: 'the publisher, over HTTP > a call ends when its signal is aborted, and accepts nothing that was not answered',
  },
})

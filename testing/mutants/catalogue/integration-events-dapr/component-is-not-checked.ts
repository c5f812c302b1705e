import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A component that is not there is an error at the start.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: 'if (!available.includes(pubsubName))',
  replace: 'if (available.length === 0)',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'a start, over HTTP > names the component that is not there, and those that are',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A wrong token is an error at the start.',
  file: 'packages/integration-events-dapr/src/publisher/sidecar/wait-for-sidecar.ts',
  search: 'if (status === 401) throw',
  replace: 'if (status === 0) throw',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/open.test.ts',
    name: 'says that the token is wrong: another',
  },
})

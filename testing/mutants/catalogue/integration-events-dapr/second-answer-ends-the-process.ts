import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery that something else has answered ends no process.',
  file: 'packages/integration-events-dapr/src/subscription/adapters/node-adapter.ts',
  search: 'if (response.headersSent) return calls.answeredByOthers(pathOf(request))',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/transports.test.ts',
    name: 'a delivery that something else has answered first > changes nothing any more, and is logged',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler whose call something else has answered is aborted.',
  file: 'packages/integration-events-dapr/src/subscription/adapters/hang-up.ts',
  search: 'if (!isAnswered) controller.abort()',
  replace: 'if (!isAnswered && !response.writableFinished) controller.abort()',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/transports.test.ts',
    name: 'a delivery that something else has answered first > aborts the handler, as nobody waits for it',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Handlers are told that nobody waits for the answer any more.',
  file: 'packages/integration-events-dapr/src/subscription/adapters/hang-up.ts',
  search: 'if (!isAnswered) controller.abort()',
  replace: 'if (isAnswered) controller.abort()',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/transports.test.ts',
    name: 'a caller that hangs up on node:http > aborts the handler',
  },
})

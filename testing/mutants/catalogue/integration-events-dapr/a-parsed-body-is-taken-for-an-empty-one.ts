import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A body that somebody else has read does not have its event dropped.',
  file: 'packages/integration-events-dapr/src/subscription/adapters/unread-body.ts',
  search: 'return bodyAlreadyRead',
  replace: "return ''",
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/transports.test.ts',
    name: 'a body parser of Express before the subscription > that took the event does not have it acknowledged',
  },
})

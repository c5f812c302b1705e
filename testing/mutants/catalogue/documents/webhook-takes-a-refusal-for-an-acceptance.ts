import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a receiver refused is not accepted.',
  file: 'testing/documents/src/adapters/webhook-publisher.ts',
  search: 'if (ok) return',
  replace: 'if (ok || status > 0) return',
  killedBy: {
    test: 'testing/documents/test/adapters/webhook.test.ts',
    name: 'the publisher contract over webhooks > when the broker refuses every event, none is accepted',
  },
})

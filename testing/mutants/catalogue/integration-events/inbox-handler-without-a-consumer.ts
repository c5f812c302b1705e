import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler with an inbox has a consumer.',
  file: 'packages/integration-events/src/subscriber/handler-settings.ts',
  search: 'given === undefined && hasInbox',
  replace: 'false && hasInbox',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/refusals.test.ts',
    name: 'a handler without a consumer',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "The inbox's expired records are deleted while the subscriber runs.",
  file: 'packages/integration-events/src/subscriber/inbox-keeper.ts',
  search: 'throw new InboxUnavailableError({ inbox: inbox.name, cause })\n    }\n    this.#clean()',
  replace: 'throw new InboxUnavailableError({ inbox: inbox.name, cause })\n    }',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/lifecycle.test.ts',
    name: 'has its expired records deleted while the subscriber runs',
  },
})

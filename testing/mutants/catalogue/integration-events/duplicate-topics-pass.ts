import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two different definitions of one topic are refused.',
  file: 'packages/integration-events/src/event/topic-registry.ts',
  search: 'else if (known !== definition) throw',
  replace: 'else if (known === undefined) throw',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'are checked for duplicates at first use, for other events',
  },
})

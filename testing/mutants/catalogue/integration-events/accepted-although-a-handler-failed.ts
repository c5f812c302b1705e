import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event is accepted once all its handlers have handled it.',
  file: 'packages/integration-events/src/in-memory/in-process-transport.ts',
  search: "['unknown', 'transient', 'configuration', 'permanent', 'accepted']",
  replace: "['accepted', 'unknown', 'transient', 'configuration', 'permanent']",
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'is sent again when a handler fails, and only the handlers that have not finished run',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler whose time is over has not handled the event.',
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: "return { status: 'unknown', error: signal.reason }",
  replace: "return { status: 'accepted' }",
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'may yet do its work: the outcome is unknown, and the signal tells the handler',
  },
})

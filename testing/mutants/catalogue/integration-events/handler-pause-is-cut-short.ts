import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "A handler's pause is kept while another handler is tried again.",
  file: 'packages/integration-events/src/in-memory/in-process/handler-runs.ts',
  search: 'if (pause !== undefined) return pause',
  replace: 'if (pause === undefined && false) return pause',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'are kept by the in-process transport while another handler is tried again',
  },
})

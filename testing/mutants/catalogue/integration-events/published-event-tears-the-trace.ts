import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "An event that a handler publishes belongs to its cause's trace.",
  file: 'packages/integration-events/src/bus/prepare-event.ts',
  search: 'traceOf(cause, currentTrace(preparation))',
  replace: 'currentTrace(preparation)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'carries the id of its cause, the flow, and the trace',
  },
})

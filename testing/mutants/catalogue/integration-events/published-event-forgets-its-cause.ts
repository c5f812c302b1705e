import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "An event that a handler publishes carries its cause's id.",
  file: 'packages/integration-events/src/bus/prepare-event.ts',
  search: ', ...causeHeaders(cause) }',
  replace: ' }',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'carries the id of its cause, the flow, and the trace',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The trace of an event is kept, though the sidecar traces.',
  file: 'packages/integration-events-dapr/src/publisher/publish/cloud-event-body.ts',
  search: ', traceid: traceparent',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/what-is-sent.test.ts',
    name: 'what is sent, over HTTP, one by one > is a CloudEvent 1.0 that keeps its trace, though the sidecar traces',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The double overwrites a traceparent that comes without a traceid, as daprd does.',
  file: 'testing/dapr-double/src/cloud-event.ts',
  search: "if (!event.has('traceid')) {",
  replace: "if (!event.has('traceparent')) {",
  killedBy: {
    test: 'testing/dapr-double/test/daprd-publish.test.ts',
    name: 'publishing one event by way of the double > overwrites a traceparent without a traceid',
  },
})

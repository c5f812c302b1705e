import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A trace that is given comes without the state of another one.',
  file: 'packages/integration-events/src/event/event-headers.ts',
  search: "if ('traceparent' in given) delete headers['tracestate']",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'bring a trace of their own without the state of the one around them',
  },
})

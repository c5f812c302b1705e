import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler that has given an event up is not called again because another one is.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: "if (!signal.aborted && !verdicts.some(({ status }) => status === 'transient'))\n",
  replace: 'if (verdicts.length > 0)\n',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'stays spent while another handler of the event is tried again',
  },
})

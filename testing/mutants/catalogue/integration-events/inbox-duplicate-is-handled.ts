import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler with an inbox is called once for an event.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: "if (answer !== 'recorded') return answer",
  replace: "if (answer === 'busy') return answer",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/handling.test.ts',
    name: 'is called once, however often the event is delivered',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A topic has one handler per consumer.',
  file: 'packages/integration-events/src/subscriber/handler-settings.ts',
  search: 'others.includes(consumer)',
  replace: 'others.includes(topic)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/subscriber.test.ts',
    name: 'is refused for a second handler of one consumer, and leaves the first alone',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The topics of the declared events are checked when the bus is created.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: 'for (const event of options.events) topics.register(event)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'are checked for duplicates when it is created, for the events that it is told of',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What commits after a stop is born pending, for others to deliver.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: 'this.#stopping === undefined ? delivery.reserve(events) : nothingOwned(events)',
  replace: 'delivery.reserve(events)',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'leaves alone what was published before: it is stored, for others to deliver',
  },
})

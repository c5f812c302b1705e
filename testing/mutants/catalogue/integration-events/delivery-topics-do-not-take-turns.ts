import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Topics take turns.',
  file: 'packages/integration-events/src/delivery/topic-lanes.ts',
  search: `      this.#lanes.delete(topic)
      if (lane.length > 0) this.#lanes.set(topic, lane)
      return`,
  replace: `      if (lane.length === 0) this.#lanes.delete(topic)
      return`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > lets topics take turns, so that a busy one does not hold up the others',
  },
})

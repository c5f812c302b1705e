import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is captured has committed: nothing of a rollback after a save, say.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search:
    '      events.map((event, index) => ({ event, owned: reservation.owned[index] ?? false })),',
  replace:
    '      (this.#committedEvents.tell(events), events).map((event, index) => ({ event, owned: reservation.owned[index] ?? false })),',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > are none of a rollback of what was saved before',
  },
})

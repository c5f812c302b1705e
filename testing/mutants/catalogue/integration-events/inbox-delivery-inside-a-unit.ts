import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'An event is not handled inside of a unit of work that could be rolled back after it was acknowledged.',
  file: 'packages/integration-events/src/subscriber/handling/exactly-once.ts',
  search: '      this.#assertOutsideOfUnits()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/refusals.test.ts',
    name: 'a delivery inside of a unit of work, which could be rolled back afterwards',
  },
})

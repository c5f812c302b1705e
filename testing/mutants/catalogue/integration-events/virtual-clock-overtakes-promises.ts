import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock lets promises settle between timers.',
  file: 'packages/integration-events/src/testing/virtual-clock.ts',
  search: '      run()\n      await this.#settled()',
  replace: '      run()',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > skips no timer that a promise has started on the way',
  },
})

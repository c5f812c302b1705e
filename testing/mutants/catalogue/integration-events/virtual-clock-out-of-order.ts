import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock runs timers in the order of their dates.',
  file: 'packages/integration-events/src/testing/virtual-timers.ts',
  search: 'this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer)',
  replace:
    'this.#timers.splice(later === -1 ? this.#timers.length : this.#timers.length, 0, timer)',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > runs what is due in order, each at its own time, and leaves the rest',
  },
})

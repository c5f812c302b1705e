import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock skips no timer that another timer has started.',
  file: 'packages/integration-events/src/testing/virtual-clock.ts',
  search:
    '    for (let run = this.#timers.next(end); run !== undefined; run = this.#timers.next(end)) {\n      run()\n      await this.#settled()\n    }',
  replace:
    '    const due = []\n    for (let run = this.#timers.next(end); run !== undefined; run = this.#timers.next(end)) due.push(run)\n    for (const run of due) {\n      run()\n      await this.#settled()\n    }',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'a virtual clock > skips no timer that another timer has started on the way',
  },
})

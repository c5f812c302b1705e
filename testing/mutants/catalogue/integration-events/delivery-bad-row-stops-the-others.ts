import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One row that can not be written stops no other.',
  file: 'packages/integration-events/src/delivery/settlement-backlog.ts',
  search: '    else if (entries.length === 1) this.#aside.push',
  replace: '    else if (entries.length >= 1) this.#failed.unshift',
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > finds a row that can not be written, and settles all the others',
  },
})

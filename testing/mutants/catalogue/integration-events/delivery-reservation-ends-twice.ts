import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A reservation ends once.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: `    this.#ends = undefined
    return ends`,
  replace: '    return ends',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > ends once: what is called after the first end changes nothing',
  },
})

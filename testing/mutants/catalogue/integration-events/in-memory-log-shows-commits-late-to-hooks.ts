import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What has committed is there for every hook of its transaction.',
  file: 'packages/integration-events/src/in-memory/in-memory-event-log.ts',
  search: '    this.#appends.arrive()\n    return this.#committed',
  replace: '    return this.#committed',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-sharing.test.ts',
    name: 'in-memory event logs > show what was committed to every hook, also to one registered before the append',
  },
})

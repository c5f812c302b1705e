import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An outcome whose answer got lost never sets free what was claimed again since.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'const open = entries.filter((entry) => !this.#written.has(entry))',
  replace: 'const open = entries',
  killedBy: {
    test: 'packages/integration-events/test/delivery/repeated-settlement.test.ts',
    name: 'does not write again what a claim has shown to be written',
  },
})

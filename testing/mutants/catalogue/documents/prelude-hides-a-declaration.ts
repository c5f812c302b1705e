import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A prelude gives a block only what the block does not declare itself.',
  file: 'testing/documents/src/program.ts',
  search: 'own.has(symbol) ? []',
  replace: "own.has('') ? []",
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > gets from its prelude what it does not declare itself',
  },
})

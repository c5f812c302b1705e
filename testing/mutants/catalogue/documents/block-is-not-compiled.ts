import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A block of code that does not compile is told.',
  file: 'testing/documents/src/workplace.ts',
  search: ".filter((line) => line !== '')",
  replace: ".filter((line) => line === 'said')",
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > is compiled, and told by its place in the document',
  },
})

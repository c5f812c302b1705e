import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A guarantee without a test is refused.',
  file: 'testing/documents/src/guarantees.ts',
  search: "if (mutant === '') throw",
  replace: "if (mutant === ' ') throw",
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a row of guarantees > without a test is refused',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A block that is not run says why.',
  file: 'testing/documents/src/code-block.ts',
  search: "if (name === 'not run' && value !== '')",
  replace: "if (name === 'not run')",
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > is refused with the comment not run',
  },
})

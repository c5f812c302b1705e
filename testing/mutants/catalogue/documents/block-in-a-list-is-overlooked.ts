import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Blocks of code in a list are read, too.',
  file: 'testing/documents/src/code-block.ts',
  search: '/^\\s*(`{3,})(\\w*)/',
  replace: '/^(`{3,})(\\w*)/',
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > is seen in a list, and under any name of its language',
  },
})

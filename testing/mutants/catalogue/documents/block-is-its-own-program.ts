import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A block that continues another one is one program with it.',
  file: 'testing/documents/src/program.ts',
  search: 'if (block.directives.continues === undefined) parts.push([block])',
  replace: 'if (block.line > 0) parts.push([block])',
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > goes on where the one before it ended',
  },
})

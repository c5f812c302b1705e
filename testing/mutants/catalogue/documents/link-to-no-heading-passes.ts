import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A link that leads to no heading is told.',
  file: 'testing/documents/src/broken-links.ts',
  search: '!anchorsIn(readDocument(to)).has(anchor)',
  replace: 'anchorsIn(readDocument(to)).size < 0',
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a link of a document > to a heading that is not there is broken',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A link that leads to no file is told.',
  file: 'testing/documents/src/broken-links.ts',
  search: 'if (!existsInRepository(to)) return true',
  replace: 'if (!existsInRepository(to)) return false',
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a link of a document > to a file that is not there is broken',
  },
})

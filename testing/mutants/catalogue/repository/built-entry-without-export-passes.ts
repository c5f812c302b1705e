import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No entry is built that nobody can import.',
  file: 'testing/repository/src/packed-defects.ts',
  search: "path.endsWith('.js') && !used",
  replace: "path.endsWith('.mjs') && !used",
  killedBy: {
    test: 'testing/repository/test/packed.test.ts',
    name: 'names an entry that is built, and that nobody can import',
  },
})

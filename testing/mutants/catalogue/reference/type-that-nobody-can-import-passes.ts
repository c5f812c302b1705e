import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A type that is public but not exported is named.',
  file: 'testing/reference/src/reference.ts',
  search: 'notExported: true',
  replace: 'notExported: false',
  killedBy: {
    test: 'testing/reference/test/what-it-notices.test.ts',
    name: 'a package without the comments that it should have > is told of a type that its users meet and cannot import',
  },
})

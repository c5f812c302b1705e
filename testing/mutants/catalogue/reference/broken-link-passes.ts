import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A link in a comment that leads nowhere is named.',
  file: 'testing/reference/src/reference.ts',
  search: 'invalidLink: true',
  replace: 'invalidLink: false',
  killedBy: {
    test: 'testing/reference/test/what-it-notices.test.ts',
    name: 'a package without the comments that it should have > is told of a link that leads nowhere',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A public property without a comment is named.',
  file: 'testing/reference/src/reference.ts',
  search: "      'Property',\n",
  replace: '',
  killedBy: {
    test: 'testing/reference/test/what-it-notices.test.ts',
    name: 'a package without the comments that it should have > is told of an option',
  },
})

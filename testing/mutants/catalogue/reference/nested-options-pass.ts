import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Options inside of options need a comment each.',
  file: 'testing/reference/src/told-elsewhere.ts',
  search: '    owner.type.declaration === literal\n',
  replace: '    owner.type.declaration !== literal\n',
  killedBy: {
    test: 'testing/reference/test/what-it-notices.test.ts',
    name: 'a package without the comments that it should have > is told of an option in an option',
  },
})

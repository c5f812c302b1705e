import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A package that is released although nothing planned it is noticed.',
  file: 'testing/release/src/unexpected-releases.ts',
  search: 'planned[name] ?? before[name]',
  replace: 'planned[name] ?? after[name]',
  killedBy: {
    test: 'testing/release/test/releases.test.ts',
    name: 'what a release should publish > is nothing else',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A package that was to be released and was not is noticed.',
  file: 'testing/release/src/unexpected-releases.ts',
  search: 'planned[name] ?? before[name]',
  replace: 'before[name] === after[name] ? before[name] : planned[name] ?? before[name]',
  killedBy: {
    test: 'testing/release/test/releases.test.ts',
    name: 'what a release should publish > is all of it',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What our packages bring and nobody asked for is found in node_modules.',
  file: 'testing/release/src/uninvited-packages.ts',
  search: 'const queue = invited.filter((name) => !ours.has(name))',
  replace: 'const queue = [...invited]',
  killedBy: {
    test: 'testing/release/test/uninvited-packages.test.ts',
    name: 'a package that nobody asked for > is found if one of ours brought it as a dependency',
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a package exports is in what it publishes.',
  file: 'testing/repository/src/packed-defects.ts',
  search: '...exportedPaths(manifest), ',
  replace: '',
  killedBy: {
    test: 'testing/repository/test/packed.test.ts',
    name: "names the file of an export's types that is not packed",
  },
})

import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The commands of a package are in what it publishes.',
  file: 'testing/repository/src/packed-defects.ts',
  search: ', ...binPaths(manifest)',
  replace: '',
  killedBy: {
    test: 'testing/repository/test/packed.test.ts',
    name: 'names the file of a command that is not packed',
  },
})

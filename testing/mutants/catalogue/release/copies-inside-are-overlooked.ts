import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Packages inside of other packages are looked at, too.',
  file: 'testing/release/src/installed-package.ts',
  search: "...installedPackages(join(folder, 'node_modules')),",
  replace: '',
  killedBy: {
    test: 'testing/release/test/uninvited-packages.test.ts',
    name: 'a package that nobody asked for > is found inside of another package',
  },
})

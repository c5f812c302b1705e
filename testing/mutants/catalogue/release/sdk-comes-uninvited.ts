import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A package that only an optional peer could want is uninvited.',
  file: 'testing/release/src/installed-package.ts',
  search: 'optional !== true',
  replace: 'optional !== undefined',
  killedBy: {
    test: 'testing/release/test/uninvited-packages.test.ts',
    name: 'a package that nobody asked for > is found if another package could do without it',
  },
})
